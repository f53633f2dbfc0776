// What building microsteps of a chart needs again and again.
#pragma once

#include "interpreter/entry_set.hpp"
#include "interpreter/node_set.hpp"
#include "interpreter/transition_domains.hpp"

namespace statewarden {

/// Tables and marks by node, kept so that a step costs what it does and not what the chart is.
struct StepWorkspace {
  explicit StepWorkspace(const Chart& chart);

  TransitionDomains domains;
  /// Says that somebody can tell in which order nodes became active: eventless transitions, history
  /// records or tags. Otherwise states are kept in document order, so that there are fewer of them.
  bool keepsInsertionOrder = false;
  NodeSet active;
  NodeSet completed;
  EntrySet entries;
  std::vector<TransitionIndex> transitions;
  std::vector<IndexRange> exitRanges;
  std::vector<NodeIndex> exits;
};

}  // namespace statewarden
