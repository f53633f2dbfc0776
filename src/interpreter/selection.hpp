// Which transitions an event, or no event, could take from a state.
#pragma once

#include <vector>

#include "chart/index.hpp"

namespace statewarden {

struct Microstep;

/// A transition to try; `group` is its source for events, the active leaf for eventless
/// transitions.
struct Candidate {
  TransitionIndex transition = kNone;
  NodeIndex group = kNone;
  SlotIndex guard = kNone;
};

/// The candidates of a state for one event class, in the order in which they are tried.
struct Selection {
  std::vector<Candidate> candidates;
  bool hasGuards = false;
  /// The step taken when no guard has to be asked, nullptr until it is known.
  Microstep* unguardedStep = nullptr;

  void clear() {
    candidates.clear();
    hasGuards = false;
    unguardedStep = nullptr;
  }
};

}  // namespace statewarden
