// The least that a host can be: it holds nothing, and every action throws.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "runtime/runtime.hpp"

namespace statewarden::bench {

/// A runtime under a clock that stands still unless it is told to go on.
class BenchHost final : public RuntimeHost {
 public:
  BenchHost() : runtime(*this, 1) {}

  /// Loads a chart that must be valid.
  ProgramIndex load(const std::string& chart, ProgramLimits limits = {});
  /// Starts an actor without a supervisor.
  ActorId start(ProgramIndex program);
  /// Starts an actor under a supervisor.
  ActorId supervise(ProgramIndex program, SupervisorId supervisor, StrategyIndex strategy);
  [[nodiscard]] EventClass classify(ProgramIndex program, const std::string& type);
  [[nodiscard]] ChildState stateOf(ActorId actor);
  /// Makes room for so many actors, which is then not counted as theirs.
  void reserve(std::size_t actors) { children_.resize(actors, kNoChild); }

  [[nodiscard]] GuardReply askGuard(ActorToken, SlotIndex) override { return GuardReply::passes; }
  [[nodiscard]] ActionReply runAction(ActorToken, SlotIndex) override { return ActionReply::threw; }
  [[nodiscard]] ActionReply startInvocation(ActorToken, SlotIndex) override {
    return ActionReply::done;
  }
  [[nodiscard]] ActionReply stopInvocation(ActorToken, SlotIndex) override {
    return ActionReply::done;
  }
  [[nodiscard]] DelayReply computeDelay(ActorToken, SlotIndex) override { return {}; }
  [[nodiscard]] EventReply makeDoneEvent(ActorToken, NodeIndex, SlotIndex) override { return {}; }
  [[nodiscard]] ActionReply computeOutput(ActorToken, NodeIndex) override {
    return ActionReply::done;
  }
  void openEvent(ActorToken, EventHandle) override {}
  void openDelayEvent(ActorToken, DelayIndex) override {}
  void dropEvent(EventHandle) override {}
  void microstepTaken(ActorToken, std::span<const TransitionIndex>, bool) override {}
  void delayStarted(ActorToken, DelayIndex, double) override {}
  void delayCancelled(ActorToken, DelayIndex) override {}
  [[nodiscard]] double now(ClockIndex) override { return time; }
  void wakeAt(ClockIndex, double) override {}
  [[nodiscard]] EventHandle keepEvent() override { return 0; }
  void committed(ActorId, std::uint32_t) override {}
  [[nodiscard]] ActionReply runEffect(ActorId, EffectHandle) override { return ActionReply::done; }
  void dropEffect(EffectHandle) override {}
  void notify(ActorId, std::uint32_t) override {}
  void failed(ActorId actor, FailureReason reason) override;
  void stopped(ActorId) override {}
  void deliver(ActorId, EventHandle) override {}
  void deadLetter(ActorId, EventHandle, DeadLetterReason) override {}
  void haltActor(ActorId, bool) override {}
  [[nodiscard]] bool restartActor(ActorId actor, RestartMode mode) override;
  [[nodiscard]] bool startChild(ChildId) override { return false; }
  void decide(ChildId child, SupervisorId at) override;
  void requestRestart(ChildId child, RestartMode mode) override;
  void requestStop(ChildId child) override { runtime.stop(child); }
  void cleanUp(ChildId, StrategyIndex, std::uint32_t) override {}
  void escalate(ChildId, SupervisorId, SupervisorId) override {}
  void gaveUp(ChildId, SupervisorId) override {}
  void ended(ChildId) override {}

  double time = 0;
  Runtime runtime;

 private:
  static constexpr ActorId kIndexMask = (1u << 22) - 1;

  std::vector<ChildId> children_;
};

/// Restarts at once, so many times within an hour.
[[nodiscard]] Strategy restartAtOnce(std::uint32_t limit = kUnlimited);

}  // namespace statewarden::bench
