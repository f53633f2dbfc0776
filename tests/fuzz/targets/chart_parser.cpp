#include <algorithm>
#include <string_view>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "chart/parse_chart.hpp"
#include "fuzz/targets.hpp"

namespace statewarden::fuzz {
namespace {

void expectNested(const Chart& chart) {
  for (NodeIndex index = 0; index < chart.nodeCount(); ++index) {
    const StateNode& node = chart.node(index);
    EXPECT_GT(node.end, index);
    EXPECT_LE(node.end, chart.nodeCount());
    if (node.parent == kNone) {
      EXPECT_EQ(index, 0u);
    } else {
      EXPECT_TRUE(chart.isDescendant(index, node.parent));
    }
  }
}

void expectTargetsExist(const Chart& chart) {
  const ChartData& data = chart.data();
  EXPECT_TRUE(
      std::ranges::all_of(data.targets, [&](NodeIndex it) { return it < chart.nodeCount(); }));
  EXPECT_TRUE(
      std::ranges::all_of(data.slotLists, [&](SlotIndex it) { return it < data.slots.size(); }));
}

}  // namespace

void parseAnyChart(Bytes bytes) {
  const std::string text(bytes.begin(), bytes.end());
  const ParsedChart parsed = parseChart(text, {.maxBytes = 1 << 20, .maxDepth = 100});
  const bool hasErrors =
      std::ranges::any_of(parsed.issues, [](const ChartIssue& it) { return !it.isWarning; });
  EXPECT_EQ(parsed.chart == nullptr, hasErrors);
  for (const ChartIssue& issue : parsed.issues) EXPECT_FALSE(issue.message.empty());
  if (parsed.chart == nullptr) return;
  expectNested(*parsed.chart);
  expectTargetsExist(*parsed.chart);
  EXPECT_TRUE(nlohmann::json::accept(describeChart(*parsed.chart)));
}

}  // namespace statewarden::fuzz
