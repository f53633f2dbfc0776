// A clock that actors live by.
#pragma once

#include <limits>

#include "actor/timer_queue.hpp"

namespace statewarden {

/// A clock's timers, and when its host is to wake it.
struct ActorClock {
  TimerQueue timers;
  double wakeTime = std::numeric_limits<double>::infinity();
  std::uint32_t users = 0;
  bool exists = true;
  /// Says that timers fire right now: the host is told the next deadline when they have.
  bool isAdvancing = false;
};

}  // namespace statewarden
