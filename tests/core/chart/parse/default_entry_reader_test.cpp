#include <gtest/gtest.h>

#include "chart/chart_support.hpp"

namespace statewarden::testing {
namespace {

using Texts = std::vector<std::string>;

const Transition& initialOf(const Chart& chart, std::string_view id) {
  EXPECT_NE(nodeOf(chart, id).initial, kNone);
  return chart.transition(nodeOf(chart, id).initial);
}

TEST(InitialState, IsADirectChild) {
  const auto chart = parsed(R"({"id":"m","initial":"b","states":{"a":{},"b":{}}})");
  EXPECT_EQ(targetsOf(*chart, initialOf(*chart, "m")), Texts{"m.b"});
}

TEST(InitialState, MayHaveActions) {
  const auto chart =
      parsed(R"({"id":"m","initial":{"target":"a","actions":["x","y"]},"states":{"a":{}}})");
  EXPECT_EQ(namesOf(*chart, initialOf(*chart, "m").actions), (Texts{"x", "y"}));
}

TEST(InitialState, MayBeANodesPlaceInDocumentOrder) {
  const auto chart = parsed(R"({"id":"m","initial":2,"states":{"a":{},"b":{}}})");
  EXPECT_EQ(targetsOf(*chart, initialOf(*chart, "m")), Texts{"m.b"});
  const auto inArray = parsed(R"({"id":"m","initial":{"target":[1]},"states":{"a":{}}})");
  EXPECT_EQ(targetsOf(*inArray, initialOf(*inArray, "m")), Texts{"m.a"});
}

TEST(InitialState, IsRequiredOfCompoundStates) {
  EXPECT_EQ(onlyIssueOf(R"({"initial":"a","states":{"a":{"states":{"b":{},"c":{}}}}})"),
            "missing-initial /states/a: missing 'initial' of the compound state at /states/a; add "
            "\"initial\": 'b'");
  EXPECT_EQ(onlyIssueOf(R"({"initial":"","states":{"a":{}}})").substr(0, 15), "missing-initial");
  EXPECT_EQ(onlyIssueOf(R"({"type":"compound"})"),
            "missing-initial : missing 'initial' of the compound state at the root; add 'initial' "
            "and 'states'");
  EXPECT_EQ(onlyIssueOf(R"({"initial":{"actions":"x"},"states":{"a":{}}})"),
            "missing-initial /initial: missing 'target' at /initial; name a direct child there");
}

TEST(InitialState, IsRefusedWhenItIsNoDirectChild) {
  EXPECT_EQ(onlyIssueOf(R"({"initial":"actve","states":{"active":{}}})"),
            "unknown-initial /initial: unknown initial state 'actve' at /initial; did you mean "
            "'active'?");
  EXPECT_EQ(onlyIssueOf(R"({"initial":"a.b","states":{"a":{"initial":"b","states":{"b":{}}}}})")
                .substr(0, 15),
            "unknown-initial");
  EXPECT_EQ(onlyIssueOf(R"({"initial":"#x","states":{"a":{"id":"x"}}})").substr(0, 15),
            "unknown-initial");
  EXPECT_EQ(onlyIssueOf(R"({"initial":0,"states":{"a":{}}})").substr(0, 15), "unknown-initial");
  EXPECT_EQ(onlyIssueOf(R"({"initial":2,"states":{"a":{"initial":"b","states":{"b":{}}}}})")
                .substr(0, 15),
            "unknown-initial");
  EXPECT_EQ(onlyIssueOf(R"({"initial":9,"states":{"a":{}}})").substr(0, 14), "unknown-target");
}

TEST(InitialState, IsRefusedOnStatesWithoutChildrenAsXStateFailsToEnterThem) {
  EXPECT_EQ(onlyIssueOf(R"({"initial":"a","states":{"a":{"initial":"x"}}})"),
            "unknown-initial /states/a/initial: unknown initial state 'x' at /states/a/initial; "
            "'initial' takes the key of a direct child");
}

TEST(InitialState, OfAParallelStateKeepsItsActionsAsInXState) {
  const auto chart = parsed(
      R"({"id":"m","type":"parallel","initial":{"target":"a","actions":"x"},"states":{"a":{}}})");
  EXPECT_EQ(namesOf(*chart, initialOf(*chart, "m").actions), Texts{"x"});
}

TEST(HistoryDefault, IsAPathFromTheParentOrAnId) {
  const auto chart = parsed(R"({"id":"m","initial":"a","states":{
    "a":{"initial":"b","states":{
      "b":{},"c":{"initial":"d","states":{"d":{}}},
      "none":{"type":"history"},
      "path":{"type":"history","target":"c.d"},
      "id":{"type":"history","target":"#m.a.c"},
      "place":{"type":"history","target":2}}}}})");
  const auto targets = [&](std::string_view id) {
    return targetsOf(*chart, chart->transition(nodeOf(*chart, id).historyDefault));
  };
  EXPECT_EQ(nodeOf(*chart, "m.a.none").historyDefault, kNone);
  EXPECT_EQ(targets("m.a.path"), Texts{"m.a.c.d"});
  EXPECT_EQ(targets("m.a.id"), Texts{"m.a.c"});
  EXPECT_EQ(targets("m.a.place"), Texts{"m.a.b"});
  EXPECT_EQ(chart->transition(nodeOf(*chart, "m.a.id").historyDefault).source,
            chart->findById("m.a.id"));
}

TEST(HistoryDefault, IsRefusedWhenItNamesNothing) {
  EXPECT_EQ(
      onlyIssueOf(R"({"initial":"on","states":{"on":{},"h":{"history":true,"target":"no"}}})"),
      "unknown-target /states/h/target: unknown target 'no' at /states/h/target; did you "
      "mean 'on'?");
}

TEST(HistoryDefault, MayNameSeveralRegions) {
  EXPECT_EQ(onlyIssueOf(R"({"type":"parallel","states":{
    "q":{"initial":"q1","states":{"q1":{}}},"r":{"initial":"r1","states":{"r1":{}}},
    "h":{"type":"history","target":["q.q1","r.r1"]}}})"),
            "valid");
}

}  // namespace
}  // namespace statewarden::testing
