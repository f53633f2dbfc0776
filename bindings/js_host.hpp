// The host of the core in JavaScript.
#pragma once

#include "runtime/runtime_host.hpp"

namespace statewarden {

/// Forwards everything that the core asks to the JavaScript host.
class JsHost final : public RuntimeHost {
 public:
  GuardReply askGuard(ActorToken actor, SlotIndex guard) override;
  ActionReply runAction(ActorToken actor, SlotIndex action) override;
  ActionReply startInvocation(ActorToken actor, SlotIndex invocation) override;
  ActionReply stopInvocation(ActorToken actor, SlotIndex invocation) override;
  DelayReply computeDelay(ActorToken actor, SlotIndex delay) override;
  EventReply makeDoneEvent(ActorToken actor, NodeIndex node, SlotIndex output) override;
  ActionReply computeOutput(ActorToken actor, NodeIndex completion) override;
  void openEvent(ActorToken actor, EventHandle handle) override;
  void openDelayEvent(ActorToken actor, DelayIndex delay) override;
  void dropEvent(EventHandle handle) override;
  void microstepTaken(ActorToken actor, std::span<const TransitionIndex> selected,
                      bool finishes) override;
  void delayStarted(ActorToken actor, DelayIndex delay, double milliseconds) override;
  void delayCancelled(ActorToken actor, DelayIndex delay) override;

  double now(ClockIndex clock) override;
  void wakeAt(ClockIndex clock, double deadline) override;
  EventHandle keepEvent() override;
  void committed(ActorId actor, std::uint32_t flags) override;
  ActionReply runEffect(ActorId actor, EffectHandle effect) override;
  void dropEffect(EffectHandle effect) override;
  void notify(ActorId actor, std::uint32_t flags) override;
  void failed(ActorId actor, FailureReason reason) override;
  void stopped(ActorId actor) override;
  void deliver(ActorId source, EventHandle event) override;
  void deadLetter(ActorId actor, EventHandle event, DeadLetterReason reason) override;
  void overran(ActorId actor, double milliseconds) override;
  bool isVital() override;
  void overflowed(ActorId actor) override;

  void haltActor(ActorId actor, bool keepsDelays) override;
  bool restartActor(ActorId actor, RestartMode mode) override;
  bool startChild(ChildId child) override;
  void decide(ChildId child, SupervisorId at) override;
  void requestRestart(ChildId child, RestartMode mode) override;
  void requestStop(ChildId child) override;
  void cleanUp(ChildId child, StrategyIndex strategy, std::uint32_t token) override;
  void cleanupTimedOut(ChildId child, double milliseconds) override;
  void escalate(ChildId child, SupervisorId from, SupervisorId to) override;
  void gaveUp(ChildId child, SupervisorId at) override;
  void ended(ChildId child) override;
  void overdue(ChildId child, DeadlineId deadline, double milliseconds) override;
};

}  // namespace statewarden
