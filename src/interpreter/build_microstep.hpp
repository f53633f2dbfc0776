// Computes microsteps (SCXML microstep; XState microstep).
#pragma once

#include <span>

#include "interpreter/microstep.hpp"
#include "interpreter/step_workspace.hpp"

namespace statewarden {

/// Computes what the selected transitions do; O(active nodes + operations) unless transitions
/// conflict.
void buildMicrostep(const Chart& chart, const StateKey& state,
                    std::span<const TransitionIndex> selected, StepWorkspace& workspace,
                    Microstep& step);

/// Computes the microstep that enters the initial states.
void buildInitialMicrostep(const Chart& chart, StepWorkspace& workspace, Microstep& step);

}  // namespace statewarden
