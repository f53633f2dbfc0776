// Which sets of nodes may be active together.
#pragma once

#include <string>

#include "chart/chart.hpp"
#include "interpreter/state_key.hpp"

namespace statewarden::testing {

/// Says in one sentence what is wrong with a configuration, nothing when it may be: no node is
/// active twice, no history node is, and at most one child of a compound state is.
///
/// More does not hold: as in XState, re-entering a state through its own history leaves it out.
[[nodiscard]] std::string findFault(const Chart& chart, const StateKey& state);

}  // namespace statewarden::testing
