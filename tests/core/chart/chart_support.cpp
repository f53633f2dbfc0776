#include "chart/chart_support.hpp"

#include <gtest/gtest.h>

namespace statewarden::testing {

namespace {

std::string describe(const ChartIssue& issue) {
  return std::string(chartIssueName(issue.code)) + " " + issue.pointer + ": " + issue.message;
}

}  // namespace

std::shared_ptr<const Chart> parsed(std::string_view json) {
  ParsedChart result = parseChart(json);
  if (result.chart == nullptr) {
    for (const ChartIssue& issue : result.issues) ADD_FAILURE() << describe(issue);
    return parseChart("{}").chart;
  }
  return result.chart;
}

std::vector<ChartIssue> issuesOf(std::string_view json) {
  return parseChart(json).issues;
}

std::string onlyIssueOf(std::string_view json) {
  const std::vector<ChartIssue> issues = issuesOf(json);
  if (issues.empty()) return "valid";
  std::string result;
  for (const ChartIssue& issue : issues) {
    if (!result.empty()) result += "\nand ";
    result += (issue.isWarning ? "warning " : "") + describe(issue);
  }
  return result;
}

std::vector<std::string> idsOf(const Chart& chart, const std::vector<NodeIndex>& nodes) {
  std::vector<std::string> ids;
  ids.reserve(nodes.size());
  for (const NodeIndex node : nodes) ids.push_back(chart.data().texts[node].id);
  return ids;
}

std::vector<Transition> transitionsOf(const Chart& chart, std::string_view nodeId,
                                      std::string_view descriptor) {
  const ChartData& data = chart.data();
  const IndexRange on = nodeOf(chart, nodeId).on;
  for (std::uint32_t at = on.begin; at < on.end; ++at) {
    const DescriptorTransitions& group = data.descriptorTransitions[at];
    if (data.descriptors[group.descriptor].text != descriptor) continue;
    return {data.transitions.data() + group.transitions.begin,
            data.transitions.data() + group.transitions.end};
  }
  return {};
}

std::vector<std::string> targetsOf(const Chart& chart, std::string_view nodeId,
                                   std::string_view descriptor) {
  const std::vector<Transition> transitions = transitionsOf(chart, nodeId, descriptor);
  if (transitions.empty()) return {"no transition"};
  return targetsOf(chart, transitions.front());
}

std::vector<std::string> targetsOf(const Chart& chart, const Transition& transition) {
  const auto targets = chart.targets(transition);
  return idsOf(chart, {targets.begin(), targets.end()});
}

std::vector<std::string> namesOf(const Chart& chart, IndexRange slots) {
  std::vector<std::string> names;
  for (const SlotIndex slot : chart.slotList(slots)) names.push_back(chart.data().slots[slot].name);
  return names;
}

std::vector<std::string> descriptorsOf(const Chart& chart, std::string_view nodeId) {
  const ChartData& data = chart.data();
  const IndexRange on = nodeOf(chart, nodeId).on;
  std::vector<std::string> result;
  for (std::uint32_t at = on.begin; at < on.end; ++at) {
    result.push_back(data.descriptors[data.descriptorTransitions[at].descriptor].text);
  }
  return result;
}

const StateNode& nodeOf(const Chart& chart, std::string_view id) {
  const NodeIndex node = chart.findById(id);
  EXPECT_NE(node, kNone) << "no node has the id " << id;
  return chart.node(node == kNone ? 0 : node);
}

}  // namespace statewarden::testing
