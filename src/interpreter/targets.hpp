// What the targets of transitions stand for (SCXML 3.13; XState getEffectiveTargetStates).
#pragma once

#include <vector>

#include "chart/chart.hpp"
#include "interpreter/state_key.hpp"

namespace statewarden {

/// Says whether a target of the transition is a history node, so that it depends on the state.
[[nodiscard]] bool targetsHistory(const Chart& chart, const Transition& transition);

/// Resolves history targets into the states that they stand for.
[[nodiscard]] std::vector<NodeIndex> effectiveTargets(const Chart& chart,
                                                      const Transition& transition,
                                                      const StateKey& state);

/// Lists the states that a history node without a record stands for.
[[nodiscard]] std::vector<NodeIndex> historyDefaultTargets(const Chart& chart, NodeIndex history);

}  // namespace statewarden
