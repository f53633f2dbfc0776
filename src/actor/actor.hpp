// One actor: a place in the actor table.
#pragma once

#include <memory>
#include <vector>

#include "actor/actor_host.hpp"
#include "actor/mailbox.hpp"
#include "actor/turn.hpp"

namespace statewarden {

enum class ActorStatus : std::uint8_t {
  /// Nobody lives here.
  vacant,
  /// The initial state is computed, effects wait for start.
  created,
  running,
  /// Held: events wait.
  suspended,
  /// Reached its final state.
  finished,
  /// Ended by stop or by a failure that nobody handled.
  stopped,
};

/// An occupant of the actor table; kept small, since there may be a million.
struct Actor {
  Program* program = nullptr;
  State* state = nullptr;
  /// The turn that runs right now, nullptr when idle.
  Turn* turn = nullptr;
  std::unique_ptr<Mailbox> mailbox;
  /// Effects of the initial state that wait for start.
  std::unique_ptr<std::vector<Deferred>> pending;
  /// The state in which a restart of mode `given` begins.
  std::unique_ptr<StateKey> given;
  /// The first timer of a delayed transition and the first of a delayed event.
  std::uint32_t firstDelay = kNone;
  std::uint32_t firstEvent = kNone;
  ClockIndex clock = 0;
  std::uint32_t programIndex = 0;
  /// Counts the actor's lives between restarts.
  std::uint32_t incarnation = 0;
  std::uint16_t generation = 0;
  /// Numbers its mailbox bounds.
  std::uint16_t bounds = 0;
  ActorStatus status = ActorStatus::vacant;
  /// What computing the initial state came to.
  MacrostepResult initialResult = MacrostepResult::active;
  /// Says that an event is being processed or its observers are being told.
  bool isBusy : 1 = false;
  bool isListening : 1 = false;
  bool isInspected : 1 = false;
  /// Says that its events have a deadline.
  bool isTimed : 1 = false;
  bool isStartRequested : 1 = false;
  bool isStopRequested : 1 = false;
  bool isRemovalRequested : 1 = false;

  [[nodiscard]] bool isInMacrostep() const { return turn != nullptr && turn->macrostep != nullptr; }
  [[nodiscard]] bool hasEnded() const {
    return status == ActorStatus::finished || status == ActorStatus::stopped;
  }
};

}  // namespace statewarden
