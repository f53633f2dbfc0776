#include "chart/parse/state_type.hpp"

#include <gtest/gtest.h>

#include "chart/chart_support.hpp"

namespace statewarden::testing {
namespace {

StateNode only(std::string_view state) {
  const auto chart =
      parsed(R"({"id":"m","initial":"a","states":{"a":{},"s":)" + std::string(state) + "}}");
  return nodeOf(*chart, "m.s");
}

std::string issueOf(std::string_view state) {
  return onlyIssueOf(R"({"initial":"a","states":{"a":{},"s":)" + std::string(state) + "}}");
}

TEST(StateType, FollowsFromTheKeysWhenItIsNotGiven) {
  EXPECT_EQ(only("{}").type, NodeType::atomic);
  EXPECT_EQ(only(R"({"states":{}})").type, NodeType::atomic);
  EXPECT_EQ(only(R"({"initial":"x","states":{"x":{}}})").type, NodeType::compound);
  EXPECT_EQ(only(R"({"history":true})").type, NodeType::history);
  EXPECT_EQ(only(R"({"history":false,"type":""})").type, NodeType::atomic);
}

TEST(StateType, IsTheOneGiven) {
  EXPECT_EQ(only(R"({"type":"parallel","states":{"x":{}}})").type, NodeType::parallel);
  EXPECT_EQ(only(R"({"type":"parallel"})").type, NodeType::parallel);
  EXPECT_EQ(only(R"({"type":"final"})").type, NodeType::finalState);
  EXPECT_EQ(only(R"({"type":"atomic"})").type, NodeType::atomic);
}

TEST(StateType, SaysHowDeepHistoryGoes) {
  EXPECT_EQ(only(R"({"type":"history"})").history, HistoryKind::shallow);
  EXPECT_EQ(only(R"({"history":true})").history, HistoryKind::shallow);
  EXPECT_EQ(only(R"({"history":"shallow"})").history, HistoryKind::shallow);
  EXPECT_EQ(only(R"({"history":"deep"})").history, HistoryKind::deep);
  EXPECT_EQ(only("{}").history, HistoryKind::none);
}

TEST(StateType, IsRefusedWithTheNearestOneWhenUnknown) {
  EXPECT_EQ(issueOf(R"({"type":"paralel"})"),
            "invalid-type /states/s/type: unknown state type 'paralel' at /states/s/type; did you "
            "mean 'parallel'?");
  EXPECT_EQ(issueOf(R"({"type":"zzz"})"),
            "invalid-type /states/s/type: unknown state type 'zzz' at /states/s/type; use atomic, "
            "compound, parallel, final or history");
}

TEST(StateType, IsRefusedWhenItContradictsTheChildren) {
  EXPECT_EQ(issueOf(R"({"type":"final","states":{"x":{}}})"),
            "invalid-type /states/s/type: type 'final' contradicts 'states' at /states/s/type; use "
            "\"compound\" or \"parallel\", or remove 'states'");
}

TEST(StateType, CannotBeHistoryAtTheRoot) {
  EXPECT_EQ(onlyIssueOf(R"({"type":"history"})"),
            "invalid-type /type: the root cannot be a history state at /type; give it 'initial' "
            "and 'states'");
}

TEST(StateType, RefusesUnknownKindsOfHistory) {
  EXPECT_EQ(issueOf(R"({"history":"depe"})"),
            "invalid-type /states/s/history: unknown history kind '\"depe\"' at /states/s/history; "
            "use \"shallow\", \"deep\" or true");
}

TEST(StateType, WarnsOfHistoryOnAStateWithChildren) {
  EXPECT_EQ(issueOf(R"({"history":"deep","initial":"x","states":{"x":{}}})"),
            "warning unknown-key /states/s/history: 'history' has no effect at /states/s/history; "
            "only states of type history have it");
}

}  // namespace
}  // namespace statewarden::testing
