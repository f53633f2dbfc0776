// What the interpreter asks of the world that holds contexts, events and functions.
#pragma once

#include <cstdint>
#include <span>

#include "chart/index.hpp"

namespace statewarden {

/// Names the actor on whose behalf the host is asked; opaque to the interpreter.
using ActorToken = std::uint32_t;

/// Names an event that the host keeps until it is opened or dropped.
using EventHandle = std::uint32_t;

enum class GuardReply : std::uint8_t { fails, passes, threw };

enum class ActionReply : std::uint8_t {
  done,
  /// Done, and the context or the children are no longer the same objects.
  changed,
  threw,
};

/// The answer to a request for a delay.
struct DelayReply {
  enum class Kind : std::uint8_t {
    milliseconds,
    /// The delay has no implementation: the event is raised at once, as XState does.
    missing,
    threw,
  };
  Kind kind = Kind::milliseconds;
  double milliseconds = 0;
};

/// The answer to a request for a done event.
struct EventReply {
  bool threw = false;
  EventHandle handle = 0;
};

/// Runs implementations; no call may throw, and every call may come back into the actor system.
class InterpreterHost {
 public:
  virtual ~InterpreterHost() = default;

  [[nodiscard]] virtual GuardReply askGuard(ActorToken actor, SlotIndex guard) = 0;
  [[nodiscard]] virtual ActionReply runAction(ActorToken actor, SlotIndex action) = 0;
  [[nodiscard]] virtual ActionReply startInvocation(ActorToken actor, SlotIndex invocation) = 0;
  [[nodiscard]] virtual ActionReply stopInvocation(ActorToken actor, SlotIndex invocation) = 0;
  [[nodiscard]] virtual DelayReply computeDelay(ActorToken actor, SlotIndex delay) = 0;
  /// Makes the event `xstate.done.state.<id of node>`, with the output of the final node if it has
  /// one.
  [[nodiscard]] virtual EventReply makeDoneEvent(ActorToken actor, NodeIndex node,
                                                 SlotIndex output) = 0;
  /// Computes the machine's output; `completion` is the node whose completion ended the machine.
  [[nodiscard]] virtual ActionReply computeOutput(ActorToken actor, NodeIndex completion) = 0;
  /// Makes a kept event the current one, the one that guards and actions see, and forgets its
  /// handle.
  virtual void openEvent(ActorToken actor, EventHandle handle) = 0;
  /// Makes the event of a delayed transition the current one.
  virtual void openDelayEvent(ActorToken actor, DelayIndex delay) = 0;
  /// Forgets a kept event that nobody will see.
  virtual void dropEvent(EventHandle handle) = 0;

  /// Tells that an inspected actor took a microstep of these transitions, those that lost a
  /// conflict for an event included; `finishes` says that it ended the machine.
  virtual void microstepTaken(ActorToken actor, std::span<const TransitionIndex> transitions,
                              bool finishes) = 0;
  /// Tells that an inspected actor asked for the timer of a delayed transition; NaN when the delay
  /// has no implementation and its event is raised at once.
  virtual void delayStarted(ActorToken actor, DelayIndex delay, double milliseconds) = 0;
  /// Tells that an inspected actor cancelled the timer of a delayed transition.
  virtual void delayCancelled(ActorToken actor, DelayIndex delay) = 0;
};

}  // namespace statewarden
