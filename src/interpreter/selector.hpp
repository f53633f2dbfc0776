// Finds the candidates of a state.
#pragma once

#include <span>

#include "chart/chart.hpp"
#include "interpreter/active_tree.hpp"
#include "interpreter/selection.hpp"
#include "interpreter/state_key.hpp"

namespace statewarden {

/// Makes selections; linear in the active nodes and their transitions.
class Selector {
 public:
  explicit Selector(const Chart& chart) : chart_(chart), tree_(chart) {}

  /// Lists the candidates for an event: descendants before ancestors, regions in value order
  /// (XState transitionNode; SCXML selectTransitions).
  void forEvent(const StateKey& state, std::span<const DescriptorIndex> descriptors,
                Selection& selection);
  /// Lists the eventless candidates: per active leaf in insertion order, from the leaf to the root
  /// (XState selectEventlessTransitions).
  void eventless(const StateKey& state, Selection& selection) const;

 private:
  const Chart& chart_;
  ActiveTree tree_;
};

}  // namespace statewarden
