#include "interpreter/targets.hpp"

#include <algorithm>

namespace statewarden {
namespace {

void addUnique(std::vector<NodeIndex>& list, NodeIndex node) {
  if (std::ranges::find(list, node) == list.end()) list.push_back(node);
}

/// Resolves a target; `visited` breaks cycles of history defaults that point at each other.
void resolveTarget(const Chart& chart, NodeIndex target, const StateKey& state,
                   std::vector<NodeIndex>& visited, std::vector<NodeIndex>& result) {
  if (chart.node(target).type != NodeType::history) {
    addUnique(result, target);
    return;
  }
  if (const HistoryRecord* record = state.record(target)) {
    for (const NodeIndex node : record->nodes) addUnique(result, node);
    return;
  }
  if (std::ranges::find(visited, target) != visited.end()) return;
  visited.push_back(target);
  for (const NodeIndex node : historyDefaultTargets(chart, target)) {
    resolveTarget(chart, node, state, visited, result);
  }
}

}  // namespace

bool targetsHistory(const Chart& chart, const Transition& transition) {
  return std::ranges::any_of(chart.targets(transition), [&](NodeIndex target) {
    return chart.node(target).type == NodeType::history;
  });
}

std::vector<NodeIndex> effectiveTargets(const Chart& chart, const Transition& transition,
                                        const StateKey& state) {
  std::vector<NodeIndex> result;
  std::vector<NodeIndex> visited;
  for (const NodeIndex target : chart.targets(transition)) {
    resolveTarget(chart, target, state, visited, result);
  }
  return result;
}

std::vector<NodeIndex> historyDefaultTargets(const Chart& chart, NodeIndex history) {
  const StateNode& node = chart.node(history);
  if (node.historyDefault != kNone) {
    const auto targets = chart.targets(chart.transition(node.historyDefault));
    return {targets.begin(), targets.end()};
  }
  const StateNode& parent = chart.node(node.parent);
  if (parent.type == NodeType::parallel || parent.initial == kNone) return {node.parent};
  const auto targets = chart.targets(chart.transition(parent.initial));
  return {targets.begin(), targets.end()};
}

}  // namespace statewarden
