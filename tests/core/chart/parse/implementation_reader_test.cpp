#include "chart/parse/implementation_reader.hpp"

#include <gtest/gtest.h>

#include "chart/chart_support.hpp"

namespace statewarden::testing {
namespace {

using Texts = std::vector<std::string>;

TEST(ImplementationReader, GivesEveryPlaceASlotOfItsOwn) {
  const auto chart = parsed(R"({"entry":["a","a"],"exit":"a"})");
  EXPECT_EQ(chart->data().slots.size(), 3u);
  EXPECT_EQ(namesOf(*chart, chart->node(0).entry), (Texts{"a", "a"}));
  EXPECT_EQ(namesOf(*chart, chart->node(0).exit), (Texts{"a"}));
  EXPECT_EQ(chart->data().slots[1].pointer, "/entry/1");
}

TEST(ImplementationReader, KeepsParamsInTheDefinition) {
  const auto chart = parsed(R"({"entry":{"type":"log", "params":{"deep":[1]}}})");
  const Slot& slot = chart->data().slots[0];
  EXPECT_EQ(slot.name, "log");
  EXPECT_EQ(slot.kind, SlotKind::action);
  EXPECT_EQ(slot.definition, R"({"type":"log", "params":{"deep":[1]}})");
}

TEST(ImplementationReader, RefusesWhatNamesNothing) {
  EXPECT_EQ(onlyIssueOf(R"({"entry":[5]})"),
            "wrong-type /entry/0: expected a name or {\"type\", \"params\"} but found a number at "
            "/entry/0");
  EXPECT_EQ(onlyIssueOf(R"({"entry":null})"),
            "wrong-type /entry: expected a name or {\"type\", \"params\"} but found null at "
            "/entry");
  EXPECT_EQ(onlyIssueOf(R"({"entry":{"params":1}})"),
            "wrong-type /entry: missing 'type' at /entry; name the implementation there");
  EXPECT_EQ(onlyIssueOf(R"({"entry":{"type":1}})"),
            "wrong-type /entry/type: expected a string but found a number at /entry/type");
}

TEST(ImplementationReader, WarnsOfKeysThatNobodyReads) {
  EXPECT_EQ(onlyIssueOf(R"({"entry":{"type":"a","parms":1}})"),
            "warning unknown-key /entry: unknown key 'parms' at /entry; did you mean 'params'?");
}

}  // namespace
}  // namespace statewarden::testing
