// What the actor system asks of its host, beyond what the interpreter asks.
#pragma once

#include "actor/ids.hpp"
#include "interpreter/host.hpp"

namespace statewarden {

/// Numbers the clocks that actors live by.
using ClockIndex = std::uint32_t;
/// The clock that always exists, by which supervision lives.
inline constexpr ClockIndex kSystemClock = 0;
/// Names a deferred effect that the host keeps until it is run or dropped.
using EffectHandle = std::uint32_t;

/// Why a macrostep failed.
enum class FailureReason : std::uint8_t {
  /// User code threw; the host has the error.
  threw,
  /// An error event of a child found no transition; the error is the event's.
  unhandledError,
  /// More microsteps than the chart's maxIterations.
  endlessLoop,
};

/// Why an event reached nobody.
enum class DeadLetterReason : std::uint8_t {
  /// The actor is stopped, finished, failed, or never existed.
  notRunning,
  /// The event made the actor fail.
  poisonous,
  /// More events wait than may, while the actor is held.
  stashOverflow,
  /// The actor stopped while the event waited.
  stoppedWhileWaiting,
  /// More events wait than may, while the actor runs.
  mailboxOverflow,
};

/// Bits that tell what became of an event.
enum CommitFlag : std::uint32_t {
  kChanged = 1,
  kTransitioned = 2,
  kQueued = 4,
  kDropped = 8,
  kFinished = 16,
  kFailed = 32,
  /// Observers are still to be told, by the sender. The serial of the new state stands above the
  /// flags, from bit 8 on; 0 if it needs more bits than there are.
  kUntold = 64,
  /// The event was taken without a call to the host.
  kTaken = 128,
  /// There is no room, and the sender is to be told.
  kRefused = kQueued | kDropped,
};

/// Holds contexts, events, effects and clocks; no call may throw, every call may come back.
class ActorHost : public InterpreterHost {
 public:
  /// Returns the monotonic time of a clock in milliseconds.
  [[nodiscard]] virtual double now(ClockIndex clock) = 0;
  /// Asks to be woken by ActorSystem::advance at this time; infinity cancels.
  virtual void wakeAt(ClockIndex clock, double deadline) = 0;
  /// Keeps the event that is being sent, because the actor cannot take it now.
  [[nodiscard]] virtual EventHandle keepEvent() = 0;
  /// Says whether the event that is being sent must find room in any case.
  [[nodiscard]] virtual bool isVital() { return false; }
  /// Tells that there was no room for an event, of which the actor is to fail.
  virtual void overflowed(ActorId /*actor*/) {}
  /// Makes the actor's new state visible, before its deferred effects run.
  virtual void committed(ActorId actor, std::uint32_t flags) = 0;
  /// Runs an effect that was deferred to the end of the macrostep.
  [[nodiscard]] virtual ActionReply runEffect(ActorId actor, EffectHandle effect) = 0;
  /// Forgets the effect of a macrostep that failed.
  virtual void dropEffect(EffectHandle effect) = 0;
  /// Tells observers of the actor about its state, after its effects.
  virtual void notify(ActorId actor, std::uint32_t flags) = 0;
  /// Takes over a failed actor: it is suspended, in its last good state.
  virtual void failed(ActorId actor, FailureReason reason) = 0;
  /// Tells that an actor has ended by stop.
  virtual void stopped(ActorId actor) = 0;
  /// Delivers a delayed event to whomever it was meant for.
  virtual void deliver(ActorId source, EventHandle event) = 0;
  /// Takes a kept event that reached nobody.
  virtual void deadLetter(ActorId actor, EventHandle event, DeadLetterReason reason) = 0;
  /// Tells that an actor took longer over an event than it may; asked of those that set a deadline.
  virtual void overran(ActorId /*actor*/, double /*milliseconds*/) {}
};

}  // namespace statewarden
