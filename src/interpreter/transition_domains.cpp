#include "interpreter/transition_domains.hpp"

#include <algorithm>

#include "interpreter/targets.hpp"

namespace statewarden {
namespace {

NodeIndex leastCommonAncestor(const Chart& chart, const std::vector<NodeIndex>& nodes) {
  for (NodeIndex ancestor = chart.node(nodes.front()).parent; ancestor != kNone;
       ancestor = chart.node(ancestor).parent) {
    const bool holdsAll = std::ranges::all_of(
        nodes, [&](NodeIndex node) { return chart.isDescendant(node, ancestor); });
    if (holdsAll) return ancestor;
  }
  return kNone;
}

/// Says whether an active node lies in both of two intervals, which are nested or apart.
bool meet(IndexRange left, IndexRange right, const StateKey& state) {
  const std::uint32_t begin = std::max(left.begin, right.begin);
  const std::uint32_t end = std::min(left.end, right.end);
  return begin < end && std::ranges::any_of(state.nodes, [&](NodeIndex node) {
           return node >= begin && node < end;
         });
}

}  // namespace

TransitionDomains::TransitionDomains(const Chart& chart) : chart_(chart) {
  const auto& transitions = chart.data().transitions;
  const StateKey anywhere;
  fixed_.reserve(transitions.size());
  for (TransitionIndex index = 0; index < transitions.size(); ++index) {
    const bool depends = targetsHistory(chart, transitions[index]);
    fixed_.push_back(depends ? kDepends : compute(index, anywhere));
  }
}

NodeIndex TransitionDomains::compute(TransitionIndex index, const StateKey& state) const {
  const Transition& transition = chart_.transition(index);
  std::vector<NodeIndex> nodes = effectiveTargets(chart_, transition, state);
  const bool staysInside = std::ranges::all_of(nodes, [&](NodeIndex target) {
    return target == transition.source || chart_.isDescendant(target, transition.source);
  });
  if (!transition.reenter && staysInside) return transition.source;
  nodes.push_back(transition.source);
  const NodeIndex ancestor = leastCommonAncestor(chart_, nodes);
  if (ancestor != kNone || transition.reenter) return ancestor;
  return 0;
}

IndexRange TransitionDomains::exitRange(TransitionIndex index, const StateKey& state) const {
  if (chart_.transition(index).targets.empty()) return {};
  const NodeIndex root = domain(index, state);
  if (root == kNone) return {.begin = 0, .end = chart_.nodeCount()};
  return {.begin = root + 1, .end = chart_.node(root).end};
}

void TransitionDomains::removeConflicts(std::vector<TransitionIndex>& transitions,
                                        const StateKey& state) const {
  struct Kept {
    TransitionIndex transition;
    IndexRange exits;
  };
  if (transitions.size() < 2) return;
  std::vector<Kept> kept;
  std::vector<TransitionIndex> replaced;
  std::uint32_t end = 0;
  for (const TransitionIndex candidate : transitions) {
    const IndexRange exits = exitRange(candidate, state);
    const NodeIndex source = chart_.transition(candidate).source;
    replaced.clear();
    // Regions come in document order as a rule: what begins behind all others meets none of them.
    const bool isPreempted =
        exits.begin < end && std::ranges::any_of(kept, [&](const Kept& other) {
          if (!meet(exits, other.exits, state)) return false;
          if (!chart_.isDescendant(source, chart_.transition(other.transition).source)) return true;
          replaced.push_back(other.transition);
          return false;
        });
    if (isPreempted) continue;
    std::erase_if(kept, [&](const Kept& other) {
      return std::ranges::find(replaced, other.transition) != replaced.end();
    });
    kept.push_back({.transition = candidate, .exits = exits});
    end = std::max(end, exits.end);
  }
  transitions.clear();
  for (const Kept& entry : kept) transitions.push_back(entry.transition);
}

}  // namespace statewarden
