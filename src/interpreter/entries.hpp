// Which states transitions enter (SCXML computeEntrySet; XState computeEntrySet).
#pragma once

#include <span>

#include "interpreter/entry_set.hpp"
#include "interpreter/state_key.hpp"
#include "interpreter/transition_domains.hpp"

namespace statewarden {

/// Collects what the transitions enter, given the history after the exits.
void collectEntries(const Chart& chart, const TransitionDomains& domains,
                    std::span<const TransitionIndex> transitions, const StateKey& state,
                    EntrySet& entries);

/// Collects a node and what is entered with it by default.
void collectInitialEntries(const Chart& chart, NodeIndex node, EntrySet& entries);

}  // namespace statewarden
