// Plans change nothing but the speed: random machines behave alike with many, few and no plans.
#include <algorithm>

#include <gtest/gtest.h>

#include "chart/parse_chart.hpp"
#include "interpreter/plan_trace.hpp"
#include "interpreter/random_chart.hpp"

namespace statewarden::testing {
namespace {

constexpr std::uint32_t kCases = 600;
constexpr std::uint32_t kMany = 16'384;
/// So few that a plan is forgotten nearly every time another is made.
constexpr std::uint32_t kFew = 2;

std::string run(PlanTrace& trace, const RandomCase& random) {
  trace.note();
  for (const std::string& event : random.events) {
    if (event.front() == '+') {
      trace.wait(std::stod(event.substr(1)));
    } else {
      // The second actor is one event ahead, so that the actors share states at different times.
      for (std::uint32_t i = 0; i < PlanTrace::kActors; ++i) trace.send(i, event);
      trace.send(1, event);
    }
    trace.note();
  }
  return trace.takeText();
}

std::uint32_t depthOf(const Chart& chart) {
  std::uint32_t deepest = 0;
  for (NodeIndex node = 0; node < chart.nodeCount(); ++node) {
    std::uint32_t depth = 0;
    for (NodeIndex at = node; chart.node(at).parent != kNone; at = chart.node(at).parent) ++depth;
    deepest = std::max(deepest, depth);
  }
  return deepest;
}

TEST(PlanEquivalence, RandomMachinesBehaveAlikeWithManyFewAndNoPlans) {
  for (std::uint32_t seed = 1; seed <= kCases; ++seed) {
    const RandomCase random = makeRandomCase(seed);
    const ParsedChart parsed = parseChart(random.chart);
    ASSERT_NE(parsed.chart, nullptr) << "seed " << seed << ": " << random.chart;
    PlanTrace many(parsed.chart, kMany);
    PlanTrace few(parsed.chart, kFew);
    PlanTrace none(parsed.chart, 0);
    const std::string reference = run(none, random);
    ASSERT_EQ(run(many, random), reference) << "seed " << seed << ": " << random.chart;
    ASSERT_EQ(run(few, random), reference) << "seed " << seed << ": " << random.chart;
    EXPECT_EQ(none.program().planCount(), 0u);
    EXPECT_EQ(many.end() + few.end() + none.end(), 0u) << "seed " << seed;
  }
}

TEST(PlanEquivalence, TheRandomMachinesAreLargeAndDeepAndUsePlans) {
  std::uint32_t plans = 0;
  std::uint32_t mostNodes = 0;
  std::uint32_t deepest = 0;
  for (std::uint32_t seed = 1; seed <= 100; ++seed) {
    const RandomCase random = makeRandomCase(seed);
    const ParsedChart parsed = parseChart(random.chart);
    ASSERT_NE(parsed.chart, nullptr);
    PlanTrace trace(parsed.chart, kMany);
    static_cast<void>(run(trace, random));
    plans += trace.program().planCount();
    mostNodes = std::max(mostNodes, parsed.chart->nodeCount());
    deepest = std::max(deepest, depthOf(*parsed.chart));
  }
  EXPECT_GT(plans, 500u);
  EXPECT_GE(mostNodes, 60u);
  EXPECT_EQ(deepest, 6u);
}

}  // namespace
}  // namespace statewarden::testing
