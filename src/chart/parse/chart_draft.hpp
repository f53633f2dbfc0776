// A chart while it is being built.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "chart/chart.hpp"
#include "chart/config/config_tree.hpp"
#include "chart/parse/issue_collector.hpp"
#include "chart/parse_chart.hpp"

namespace statewarden {

/// Gathers the chart's arrays and bounds the text in them that grows beyond the config's own size.
class ChartDraft {
 public:
  ChartDraft(const ChartLimits& limits, IssueCollector& issues)
      : limits_(limits), issues_(issues) {}

  [[nodiscard]] const ChartLimits& limits() const { return limits_; }
  [[nodiscard]] IssueCollector& issues() { return issues_; }
  /// Returns the config of a node.
  [[nodiscard]] const ConfigValue& config(NodeIndex node) const { return configs[node]; }
  [[nodiscard]] std::string_view id(NodeIndex node) const { return data.texts[node].id; }

  /// Returns the index of a descriptor, which is new when its text is.
  [[nodiscard]] DescriptorIndex intern(std::string text);
  /// Adds a slot for the implementation at `place`; its definition is the JSON text there.
  SlotIndex addSlot(SlotKind kind, NodeIndex node, std::string_view name, const ConfigValue& place);
  /// Adds a range of targets.
  [[nodiscard]] IndexRange addTargets(const std::vector<NodeIndex>& targets);
  /// Counts derived text; false, and one issue, when there is too much of it.
  [[nodiscard]] bool charge(std::size_t bytes, const ConfigValue& where);
  /// Says that a limit was exceeded, so that going on would only cost memory.
  [[nodiscard]] bool isTooLarge() const { return isTooLarge_; }
  /// Reports that a limit was exceeded.
  void refuse(const ConfigValue& where, std::string_view problem, std::string_view advice);

  ChartData data;
  std::vector<ConfigValue> configs;
  /// Complete once all nodes have been read.
  NodeNames names;

 private:
  const ChartLimits& limits_;
  IssueCollector& issues_;
  std::unordered_map<std::string, DescriptorIndex> descriptors_;
  std::size_t derivedBytes_ = 0;
  bool isTooLarge_ = false;
};

}  // namespace statewarden
