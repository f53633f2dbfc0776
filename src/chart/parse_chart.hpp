// JSON text of an XState v5 config -> Chart.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "chart/chart.hpp"
#include "chart/chart_issue.hpp"

namespace statewarden {

/// Bounds on what a config may ask for.
struct ChartLimits {
  /// Bytes of JSON text; also of all node ids together, which grow with depth.
  std::size_t maxBytes = std::size_t{256} * 1024 * 1024;
  /// Levels of JSON nesting; a state takes two (`states` and its key). Bounds the stack used.
  std::uint32_t maxDepth = 512;
  /// JSON values of any kind; each takes 44 bytes while the config is read.
  std::uint32_t maxValues = 10'000'000;
  std::uint32_t maxStates = 1'000'000;
  /// Errors reported at most, and warnings likewise.
  std::uint32_t maxIssues = 50;
};

/// A chart with warnings, or no chart and at least one error; errors come first, in text order.
struct ParsedChart {
  std::shared_ptr<const Chart> chart;
  std::vector<ChartIssue> issues;
};

/// Parses, validates and resolves a config; linear in the text's length.
[[nodiscard]] ParsedChart parseChart(std::string_view json, const ChartLimits& limits = {});

/// Describes nodes, slots and descriptors as JSON text for the host; linear in the chart's size.
[[nodiscard]] std::string describeChart(const Chart& chart);

}  // namespace statewarden
