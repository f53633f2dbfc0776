#include "chart/parse/route_reader.hpp"

#include <gtest/gtest.h>

#include "chart/chart_support.hpp"

namespace statewarden::testing {
namespace {

using Texts = std::vector<std::string>;

TEST(RouteReader, MakesRoutesTransitionsOfTheRootInDocumentOrder) {
  const auto chart = parsed(R"({"id":"m","initial":"a","states":{
    "a":{"id":"A","route":{},"initial":"b","states":{"b":{"id":"B","route":{"actions":"x"}}}},
    "c":{"id":"C","route":null}},"on":{"E":{}}})");
  EXPECT_EQ(descriptorsOf(*chart, "m"), (Texts{"E", "xstate.route"}));
  const auto routes = transitionsOf(*chart, "m", "xstate.route");
  ASSERT_EQ(routes.size(), 2u);
  EXPECT_EQ(targetsOf(*chart, routes[0]), Texts{"A"});
  EXPECT_EQ(targetsOf(*chart, routes[1]), Texts{"B"});
  EXPECT_EQ(routes[1].source, 0u);
  EXPECT_EQ(namesOf(*chart, routes[1].actions), Texts{"x"});
}

TEST(RouteReader, AsksTheHostWhetherTheEventNamesTheState) {
  const auto chart = parsed(R"({"initial":"a","states":{
    "a":{"id":"A","route":{"guard":{"type":"g"}}},"b":{"id":"B","route":{}}}})");
  const auto routes = transitionsOf(*chart, "(machine)", "xstate.route");
  EXPECT_EQ(chart->data().slots[routes[0].guard].definition,
            R"({"type":"xstate.route","params":{"id":"A","guard":{"type":"g"}}})");
  EXPECT_EQ(chart->data().slots[routes[1].guard].definition,
            R"({"type":"xstate.route","params":{"id":"B","guard":null}})");
}

TEST(RouteReader, WarnsOfRoutesThatNobodyCanTake) {
  EXPECT_EQ(onlyIssueOf(R"({"initial":"a","states":{"a":{"route":{}}}})"),
            "warning unknown-key /states/a/route: 'route' has no effect at /states/a/route; give "
            "the state an 'id' to route to");
  EXPECT_EQ(onlyIssueOf(R"({"id":"m","route":{}})"),
            "warning unknown-key /route: 'route' has no effect at /route; every other state can "
            "have one");
}

TEST(RouteReader, LeavesOutStatesWithoutAnIdOfTheirOwn) {
  const auto chart = parsed(R"({"id":"m","initial":"a","states":{"a":{"route":{}}}})");
  EXPECT_TRUE(descriptorsOf(*chart, "m").empty());
}

TEST(RouteReader, RefusesAnIdThatARouteCannotName) {
  EXPECT_EQ(onlyIssueOf(R"({"initial":"a","states":{"a":{"id":"v1.0","route":{}}}})"),
            "unknown-target /states/a/id: unknown target '#v1.0' at /states/a/id; did you mean "
            "'#v1\\.0'?");
}

}  // namespace
}  // namespace statewarden::testing
