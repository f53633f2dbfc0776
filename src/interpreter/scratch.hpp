// What a macrostep works with, kept from one to the next.
#pragma once

#include <vector>

#include "interpreter/microstep.hpp"
#include "interpreter/queued_event.hpp"
#include "interpreter/selection.hpp"

namespace statewarden {

/// Buffers of one running macrostep.
struct Scratch {
  /// A selection and a step for which no plan is kept.
  Selection selection;
  Microstep step;
  /// The transitions that the last selection took.
  std::vector<TransitionIndex> taken;
  /// The internal events, from `queueHead` on.
  std::vector<QueuedEvent> queue;
  std::size_t queueHead = 0;
};

}  // namespace statewarden
