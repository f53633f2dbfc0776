#include "chart/parse/node_text.hpp"

#include <gtest/gtest.h>

#include "chart/chart_support.hpp"

namespace statewarden::testing {
namespace {

TEST(NodeText, KeepsTagsMetaAndDescription) {
  const auto chart = parsed(R"({"tags":["a","b"],"meta":{ "x" : 1 },"description":"what"})");
  const NodeText& text = chart->data().texts[0];
  EXPECT_EQ(text.tags, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(text.meta, R"({ "x" : 1 })");
  EXPECT_EQ(text.description, "what");
}

TEST(NodeText, AcceptsASingleTag) {
  EXPECT_EQ(parsed(R"({"tags":"a"})")->data().texts[0].tags, std::vector<std::string>{"a"});
}

TEST(NodeText, RefusesTagsIdsAndDescriptionsThatAreNoStrings) {
  EXPECT_EQ(onlyIssueOf(R"({"tags":["a",1]})"),
            "wrong-type /tags/1: expected a string but found a number at /tags/1");
  EXPECT_EQ(onlyIssueOf(R"({"initial":"a","states":{"a":{"id":5}}})"),
            "wrong-type /states/a/id: expected a string but found a number at /states/a/id");
  EXPECT_EQ(onlyIssueOf(R"({"description":[]})"),
            "wrong-type /description: expected a string but found an array at /description");
}

}  // namespace
}  // namespace statewarden::testing
