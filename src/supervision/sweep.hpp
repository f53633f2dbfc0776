// Work on many children of a supervisor, done in slices.
#pragma once

#include <cstdint>

#include "actor/timer_queue.hpp"
#include "supervision/child.hpp"

namespace statewarden {

/// Takes children down in reverse order, and then starts them in order or ends the supervisor.
struct Sweep {
  enum class Phase : std::uint8_t {
    /// Backwards: takes children down, to be started again.
    halting,
    /// Backwards: stops children for good.
    stopping,
    /// Forwards: starts what was halted.
    starting,
  };
  /// What follows when everything is down.
  enum class Then : std::uint8_t {
    start,
    /// The supervisor fails into its parent.
    fail,
    /// The supervisor is stopped.
    stop,
    /// The supervisor has finished by itself.
    finish,
    /// The failure is given up; the supervisor stays down.
    giveUp,
  };

  Phase phase = Phase::halting;
  Then then = Then::start;
  /// The next child to visit, kNoChild at the end of the phase.
  ChildId cursor = kNoChild;
  /// The first of the supervisor's own children to take down.
  ChildId firstToHalt = kNoChild;
  /// The first of the supervisor's own children to start.
  ChildId firstToStart = kNoChild;
  /// A child whose start failed and on whose decision the others wait.
  ChildId waitsFor = kNoChild;
  /// Children added later than this are not taken down.
  std::uint64_t orderLimit = 0;
  /// The child whose failure was the last straw, or whose restart it is until what that has
  /// running was ended.
  ChildId culprit = kNoChild;
  /// Tells one sweep of a supervisor from the next.
  std::uint32_t serial = 0;
  /// Whoever was told to stop at this number or later is not revived.
  std::uint32_t began = 0;
  TimerId timer{};
  /// Says that the supervisor's dynamic children do not come back.
  bool clearsDynamic = false;
  /// Says that a slice is on the stack.
  bool isRunning = false;

  /// Says that the supervisor is down, too, when everything is down.
  [[nodiscard]] bool endsSupervisor() const { return then != Then::start; }
  /// Says that it goes on when the child that it waits for is up or has ended.
  [[nodiscard]] bool isWaiting() const { return phase == Phase::starting && waitsFor != kNoChild; }
};

}  // namespace statewarden
