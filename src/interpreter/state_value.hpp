// States as XState state values, and back.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "chart/chart.hpp"
#include "interpreter/state_key.hpp"

namespace statewarden {

/// Writes the state value, the active nodes in their order and the history as JSON text
/// `{"value":…,"nodes":[…],"history":{"<id>":["<id>",…]}}`; linear in the chart.
[[nodiscard]] std::string writeState(const Chart& chart, const StateKey& state);

/// Reads a state value (which may be partial: what is missing is filled in with initial states) and
/// a history object, whose unknown names are passed over; returns nothing and explains in `error`
/// when the value names no possible state.
[[nodiscard]] std::optional<StateKey> readState(const Chart& chart, std::string_view valueJson,
                                                std::string_view historyJson, std::string& error);

/// Keeps those active nodes that a JSON list of node indexes names, in its order, as XState's
/// `_nodes` may lack ancestors; a list that names none of them changes nothing.
void keepNodes(StateKey& state, std::string_view listJson);

}  // namespace statewarden
