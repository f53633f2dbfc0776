// A runtime with a host that needs nothing but the core, under a virtual clock.
#pragma once

#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "runtime/quiet_host.hpp"
#include "runtime/standalone.hpp"

namespace statewarden::testing {

/// Runs JSON charts: guards pass, actions do nothing but throw while their name is in `throwing`.
class StandaloneWorld final : public QuietHost {
 public:
  explicit StandaloneWorld(std::uint64_t seed = 1) : QuietHost(seed) {
    runtime.events().setEnabled(true);
  }

  /// Loads a chart, which must be valid, and supervises an actor of it.
  ActorId add(const std::string& json, SupervisorId supervisor, StrategyIndex strategy);
  [[nodiscard]] StrategyIndex define(const Strategy& strategy);
  /// Sends an event and returns the CommitFlag bits.
  std::uint32_t send(ActorId actor, const std::string& type);
  /// Lets time pass, stopping at each wake-up that was asked for.
  void advance(double milliseconds);
  /// Returns the actor's state value as JSON text.
  [[nodiscard]] std::string value(ActorId actor);
  [[nodiscard]] ChildState stateOf(ActorId actor);
  [[nodiscard]] ChildHealth healthOf(ActorId actor);
  /// Returns the types of the events so far, and forgets them.
  [[nodiscard]] std::vector<EventType> takeEvents();

  ActionReply runAction(ActorToken actor, SlotIndex action) override;
  void notify(ActorId actor, std::uint32_t flags) override;
  void failed(ActorId actor, FailureReason) override { standalone.failed(actor); }
  void deadLetter(ActorId, EventHandle, DeadLetterReason) override { ++deadLetters; }

  bool startChild(ChildId /*child*/) override { return false; }
  bool restartActor(ActorId actor, RestartMode mode) override {
    return standalone.restartActor(actor, mode);
  }
  void requestRestart(ChildId child, RestartMode mode) override { runtime.restart(child, mode); }
  void requestStop(ChildId child) override { runtime.stop(child); }
  void cleanUp(ChildId child, StrategyIndex, std::uint32_t token) override;
  void decide(ChildId child, SupervisorId at) override { standalone.decide(child, at); }
  void escalate(ChildId child, SupervisorId, SupervisorId to) override {
    standalone.escalate(child, to);
  }
  void gaveUp(ChildId, SupervisorId) override { ++givenUp; }
  void ended(ChildId) override { ++endings; }

  std::set<std::string> throwing;
  int deadLetters = 0;
  int givenUp = 0;
  int endings = 0;
  Standalone standalone{runtime};

 private:
  std::unordered_map<ActorId, ChildId> children_;
};

/// A machine of two states whose action `work` runs on WORK.
inline constexpr const char* kWorker = R"({
  "id": "worker", "initial": "idle",
  "states": {
    "idle": {"on": {"START": "busy"}},
    "busy": {"on": {"WORK": {"actions": "work"}, "STOP": "idle", "END": "over"}},
    "over": {"type": "final"}
  }
})";

}  // namespace statewarden::testing
