#include "chart/parse/endless_entry.hpp"

#include <gtest/gtest.h>

#include "chart/chart_support.hpp"

namespace statewarden::testing {
namespace {

std::string issue(std::string_view json) {
  return onlyIssueOf(json).substr(0, 60);
}

TEST(EndlessEntry, IsAHistoryThatIsItsOwnInitialState) {
  EXPECT_EQ(onlyIssueOf(R"({"id":"m","initial":"h","states":{"h":{"type":"history"}}})"),
            "endless-entry /states/h: the default of the history state 'm.h' leads back to itself "
            "at /states/h; give it a 'target' that is a state below its parent");
}

TEST(EndlessEntry, IsAHistoryWhoseTargetIsItsParent) {
  EXPECT_EQ(issue(R"({"id":"m","initial":"h","states":{"h":{"history":true,"target":"#m"}}})")
                .substr(0, 13),
            "endless-entry");
}

TEST(EndlessEntry, IsACircleOfHistories) {
  EXPECT_EQ(issue(R"({"initial":"a","states":{"a":{},
    "g":{"type":"history","target":"h"},"h":{"type":"history","target":"g"}}})")
                .substr(0, 23),
            "endless-entry /states/g");
}

TEST(EndlessEntry, IsFoundThroughInitialAndParallelStates) {
  EXPECT_EQ(issue(R"({"id":"m","initial":"p","states":{"p":{"type":"parallel","states":{
    "r":{"initial":"h","states":{"h":{"type":"history","target":"#m.p"}}}}}}})")
                .substr(0, 41),
            "endless-entry /states/p/states/r/states/h");
}

TEST(EndlessEntry, IsNotAHistoryThatLeadsSomewhere) {
  EXPECT_EQ(issue(R"({"initial":"h","states":{"a":{},"h":{"type":"history","target":"a"}}})"),
            "valid");
  EXPECT_EQ(issue(R"({"initial":"a","states":{"a":{},"h":{"type":"history"}}})"), "valid");
  EXPECT_EQ(issue(R"({"type":"parallel","states":{"a":{},"h":{"type":"history"}}})"), "valid");
}

}  // namespace
}  // namespace statewarden::testing
