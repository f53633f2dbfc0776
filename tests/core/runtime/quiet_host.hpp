// A host under a clock that stands still until it is moved, of which only supervision asks much.
#pragma once

#include <limits>

#include "runtime/runtime.hpp"

namespace statewarden::testing {

/// Answers what charts without guards, invocations and computed delays ask.
class QuietHost : public RuntimeHost {
 public:
  explicit QuietHost(std::uint64_t seed) : runtime(*this, seed) {}

  GuardReply askGuard(ActorToken, SlotIndex) override { return GuardReply::passes; }
  ActionReply startInvocation(ActorToken, SlotIndex) override { return ActionReply::done; }
  ActionReply stopInvocation(ActorToken, SlotIndex) override { return ActionReply::done; }
  DelayReply computeDelay(ActorToken, SlotIndex) override { return {}; }
  EventReply makeDoneEvent(ActorToken, NodeIndex, SlotIndex) override { return {}; }
  ActionReply computeOutput(ActorToken, NodeIndex) override { return ActionReply::done; }
  void openEvent(ActorToken, EventHandle) override {}
  void openDelayEvent(ActorToken, DelayIndex) override {}
  void dropEvent(EventHandle) override {}
  void microstepTaken(ActorToken, std::span<const TransitionIndex>, bool) override {}
  void delayStarted(ActorToken, DelayIndex, double) override {}
  void delayCancelled(ActorToken, DelayIndex) override {}
  double now(ClockIndex) override { return time; }
  void wakeAt(ClockIndex, double deadline) override { wakeTime = deadline; }
  EventHandle keepEvent() override { return 0; }
  void committed(ActorId, std::uint32_t) override {}
  ActionReply runEffect(ActorId, EffectHandle) override { return ActionReply::done; }
  void dropEffect(EffectHandle) override {}
  void stopped(ActorId) override {}
  void deliver(ActorId, EventHandle) override {}
  void deadLetter(ActorId, EventHandle, DeadLetterReason) override {}
  void haltActor(ActorId, bool) override {}
  void gaveUp(ChildId, SupervisorId) override {}

  double time = 0;
  double wakeTime = std::numeric_limits<double>::infinity();
  Runtime runtime;
};

}  // namespace statewarden::testing
