// A host for tests: it logs what it is asked, holds events by number and does what names say.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "actor/actor_system.hpp"

namespace statewarden::testing {

/// Runs implementations by their names:
///   actions  `raise:E` raises E, `send:E` sends E to its own actor, `assign:x` changes the
///   context,
///            `throw...` throws; every other action only writes its name into the log;
///   guards   `no...` fails, `throw...` throws, every other passes;
///   delays   those in `delays`; `throw...` throws, every other is missing.
/// What `onCall` holds under a name is done besides.
class FakeHost final : public ActorHost {
 public:
  using Call = std::function<void(ActorId)>;

  /// What happened, one entry per call that a test may care about.
  std::vector<std::string> log;
  std::map<std::string, Call> onCall;
  std::map<std::string, double> delays;
  /// Guards that pass or fail whatever their name says.
  std::map<std::string, bool> guards;
  double time = 0;
  /// Types of events that must find room in any case.
  std::set<std::string> vital;
  std::uint32_t clockReads = 0;
  /// Sends that `send:E` may still do, so that machines that talk to themselves come to an end.
  std::uint32_t sendsLeft = 12;
  std::map<ClockIndex, double> wakeTimes;

  void attach(ActorSystem& system) { system_ = &system; }

  /// Sends an event of this type and returns the flags.
  std::uint32_t send(ActorId actor, const std::string& type);
  /// Keeps an event as if it had been kept by the system, and returns its handle.
  EventHandle hold(const std::string& type);
  [[nodiscard]] EventClass classify(ActorId actor, const std::string& type);
  /// Returns the type of the event that is the actor's current one.
  [[nodiscard]] const std::string& currentEvent(ActorId actor) { return current_[actor]; }
  [[nodiscard]] std::size_t heldEvents() const { return events_.size(); }
  [[nodiscard]] std::size_t heldEffects() const { return effects_.size(); }
  /// Says that a handle was used after it had been given back.
  [[nodiscard]] bool hasMisusedHandles() const { return hasMisusedHandles_; }
  /// Takes the log, which begins anew.
  std::vector<std::string> takeLog() { return std::exchange(log, {}); }

  [[nodiscard]] GuardReply askGuard(ActorToken actor, SlotIndex guard) override;
  [[nodiscard]] ActionReply runAction(ActorToken actor, SlotIndex action) override;
  [[nodiscard]] ActionReply startInvocation(ActorToken actor, SlotIndex invocation) override;
  [[nodiscard]] ActionReply stopInvocation(ActorToken actor, SlotIndex invocation) override;
  [[nodiscard]] DelayReply computeDelay(ActorToken actor, SlotIndex delay) override;
  [[nodiscard]] EventReply makeDoneEvent(ActorToken actor, NodeIndex node,
                                         SlotIndex output) override;
  [[nodiscard]] ActionReply computeOutput(ActorToken actor, NodeIndex completion) override;
  void openEvent(ActorToken actor, EventHandle handle) override;
  void openDelayEvent(ActorToken actor, DelayIndex delay) override;
  void dropEvent(EventHandle handle) override;
  void microstepTaken(ActorToken actor, std::span<const TransitionIndex> selected,
                      bool finishes) override;
  void delayStarted(ActorToken actor, DelayIndex delay, double milliseconds) override;
  void delayCancelled(ActorToken actor, DelayIndex delay) override;
  [[nodiscard]] double now(ClockIndex clock) override;
  void wakeAt(ClockIndex clock, double deadline) override;
  [[nodiscard]] EventHandle keepEvent() override;
  void committed(ActorId actor, std::uint32_t flags) override;
  [[nodiscard]] ActionReply runEffect(ActorId actor, EffectHandle effect) override;
  void dropEffect(EffectHandle effect) override;
  void notify(ActorId actor, std::uint32_t flags) override;
  void failed(ActorId actor, FailureReason reason) override;
  void stopped(ActorId actor) override;
  void deliver(ActorId source, EventHandle event) override;
  void deadLetter(ActorId actor, EventHandle event, DeadLetterReason reason) override;
  void overran(ActorId actor, double milliseconds) override;
  [[nodiscard]] bool isVital() override { return vital.contains(sent_); }
  void overflowed(ActorId actor) override;

 private:
  using Effect = std::function<ActionReply()>;

  [[nodiscard]] const Chart& chartOf(ActorId actor);
  [[nodiscard]] const Slot& slot(ActorId actor, SlotIndex index);
  void call(const std::string& name, ActorId actor);
  void defer(ActorId actor, Effect effect);
  [[nodiscard]] std::string take(EventHandle handle);

  ActorSystem* system_ = nullptr;
  std::string sent_;
  std::map<ActorId, std::string> current_;
  std::map<EventHandle, std::string> events_;
  std::map<EffectHandle, Effect> effects_;
  /// The last creation of each invocation, and the creations that are not started yet.
  std::map<std::pair<ActorId, std::string>, std::uint32_t> created_;
  std::set<std::uint32_t> unstarted_;
  std::uint32_t nextHandle_ = 1;
  bool hasMisusedHandles_ = false;
};

}  // namespace statewarden::testing
