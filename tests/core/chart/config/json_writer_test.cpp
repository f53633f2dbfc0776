#include "chart/config/json_writer.hpp"

#include <gtest/gtest.h>

namespace statewarden::testing {
namespace {

TEST(JsonWriter, PutsCommasBetweenMembersAndElementsOnly) {
  JsonWriter out;
  out.open('{').key("list").open('[').number(1).string(",").open('[').close(']').close(']');
  out.key("flag").boolean(true).key("none").raw("null").close('}');
  EXPECT_EQ(out.take(), R"({"list":[1,",",[]],"flag":true,"none":null})");
}

TEST(JsonWriter, IsNotConfusedByValuesThatEndLikePunctuation) {
  JsonWriter out;
  out.open('[').string("[").string("{").string(":").close(']');
  EXPECT_EQ(out.take(), R"(["[","{",":"])");
}

TEST(JsonWriter, WritesMinusOneForNoIndex) {
  JsonWriter out;
  out.open('[').index(0).index(kNone).close(']');
  EXPECT_EQ(out.take(), "[0,-1]");
}

}  // namespace
}  // namespace statewarden::testing
