#include "chart/parse/idle_keys.hpp"

#include <gtest/gtest.h>

#include "chart/chart_support.hpp"

namespace statewarden::testing {
namespace {

std::string issue(std::string_view state) {
  return onlyIssueOf(R"({"initial":"a","states":{"a":{},"s":)" + std::string(state) + "}}");
}

TEST(IdleKeys, AreTransitionsAndActionsOfHistoryStates) {
  EXPECT_EQ(issue(R"({"type":"history","on":{"E":"a"}})"),
            "warning unknown-key /states/s/on: 'on' has no effect at /states/s/on; a history state "
            "is never active itself");
  EXPECT_EQ(issue(R"({"type":"history","initial":"x"})").substr(0, 23), "warning unknown-initial");
}

TEST(IdleKeys, AreDefaultTargetsOfOtherStates) {
  EXPECT_EQ(issue(R"({"target":"a"})"),
            "warning unknown-key /states/s/target: 'target' has no effect at /states/s/target; "
            "only history states have a default target, use 'always' or 'initial'");
}

TEST(IdleKeys, AreOnDoneOfStatesThatAreNeverDone) {
  EXPECT_EQ(issue(R"({"onDone":"a"})"),
            "warning unknown-key /states/s/onDone: 'onDone' has no effect at /states/s/onDone; "
            "only compound and parallel states are ever done");
}

TEST(IdleKeys, AreOutputsOfStatesThatAreNotFinal) {
  EXPECT_EQ(issue(R"({"output":1})"),
            "warning unknown-key /states/s/output: 'output' has no effect at /states/s/output; "
            "only final states and the root have one");
  EXPECT_EQ(issue(R"({"type":"final","output":1})"), "valid");
}

TEST(IdleKeys, DoNotBecomeSlots) {
  const auto chart = parsed(R"({"id":"m","initial":"a","states":{"a":{"output":1}},"output":0})");
  EXPECT_EQ(nodeOf(*chart, "m.a").output, kNone);
  EXPECT_NE(chart->node(0).output, kNone);
}

}  // namespace
}  // namespace statewarden::testing
