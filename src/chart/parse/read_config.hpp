// JSON text -> ConfigTree.
#pragma once

#include <string_view>

#include "chart/config/config_tree.hpp"
#include "chart/parse/issue_collector.hpp"
#include "chart/parse_chart.hpp"

namespace statewarden {

/// Reads a text whose root is an object into `tree`; returns whether it is complete.
/// Reports malformed text, duplicate keys, and texts beyond the limits.
[[nodiscard]] bool readConfig(std::string_view text, const ChartLimits& limits, ConfigTree& tree,
                              IssueCollector& issues);

}  // namespace statewarden
