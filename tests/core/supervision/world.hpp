// A host for supervision under a virtual clock, which writes down what it is asked to do.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "supervision/supervision.hpp"

namespace statewarden {

/// Behaves as the facade does: asks the strategy on `decide`, reports failed starts.
class World final : public SupervisionPort {
 public:
  explicit World(std::uint64_t seed = 1, std::uint32_t maxEvents = 100'000);

  [[nodiscard]] SupervisorId addSupervisor(const SupervisorPolicy& policy = {},
                                           SupervisorId parent = kNoSupervisor);
  /// Adds an actor with its own restart strategy: ten per minute, no back-off.
  ChildId addActor(const std::string& name, SupervisorId supervisor);
  ChildId addActor(const std::string& name, SupervisorId supervisor, const Strategy& strategy);
  ChildId addActor(const std::string& name, SupervisorId supervisor, StrategyIndex strategy);

  /// Adds a child without an actor, which restartChild starts for the first time.
  ChildId addStopped(const std::string& name, SupervisorId supervisor, const Strategy& strategy);

  /// Lets an actor fail and its strategy decide.
  FailureVerdict crash(ChildId child);
  FailureVerdict crash(const std::string& name) { return crash(idOf(name)); }
  /// Lets time pass and fires what becomes due, each timer at its own time.
  void advance(double milliseconds);
  /// Lets time jump and fires what has become due, all of it late.
  void jump(double milliseconds);

  [[nodiscard]] ChildId idOf(const std::string& name) const;
  [[nodiscard]] std::string nameOf(ChildId child) const;
  [[nodiscard]] ChildState stateOf(const std::string& name) const;
  [[nodiscard]] ChildHealth healthOf(const std::string& name) const;
  /// Returns what was asked for since the last call, such as "restart a".
  [[nodiscard]] std::vector<std::string> takeCalls();
  /// Returns the calls of one kind since the last takeCalls.
  [[nodiscard]] std::vector<std::string> callsOf(const std::string& verb) const;
  [[nodiscard]] std::vector<EventRecord> takeEvents();
  [[nodiscard]] std::size_t countEvents(EventType type);

  void suspend(ActorId actor) override;
  void resume(ActorId actor) override;
  [[nodiscard]] bool restart(ActorId actor, RestartMode mode) override;
  [[nodiscard]] bool startChild(ChildId child) override;
  void stop(ActorId actor) override;
  void haltActor(ActorId actor, bool keepsDelays) override;
  void requestRestart(ChildId child, RestartMode mode) override;
  void requestStop(ChildId child) override;
  void cleanUp(ChildId child, StrategyIndex strategy, std::uint32_t token) override;
  void cleanupTimedOut(ChildId child, double milliseconds) override;
  void decide(ChildId child, SupervisorId at) override;
  void escalate(ChildId child, SupervisorId from, SupervisorId to) override;
  void gaveUp(ChildId child, SupervisorId at) override;
  void ended(ChildId child) override;
  void overdue(ChildId child, DeadlineId deadline, double milliseconds) override;

  double now = 0;
  TimerQueue timers;
  EventRing events;
  Supervision supervision;

  /// Starts that fail, by actor name; counted down.
  std::map<std::string, int> failingStarts;
  /// Reports a failed start after the restart call instead of within it.
  bool reportsLate = false;
  /// Runs before a call is carried out, with its text.
  std::function<void(const std::string&)> onCall;
  /// Decides instead of the strategies.
  std::function<void(ChildId, SupervisorId)> customDecision;
  /// The token of the last clean-up, which the test answers.
  std::uint32_t cleanupToken = 0;
  RestartMode lastMode = RestartMode::fresh;
  std::uint64_t callCount = 0;
  /// Writes calls down; cost tests only count them.
  bool isRecording = true;

 private:
  ChildId add(const std::string& name, SupervisorId supervisor, ActorId actor,
              StrategyIndex strategy);
  void note(const std::string& call);
  void runDueTimers();

  std::map<std::string, ChildId> ids_;
  std::map<ChildId, std::string> names_;
  std::map<ChildId, StrategyIndex> strategies_;
  std::map<SupervisorId, SupervisorPolicy> policies_;
  std::map<ChildId, SupervisorId> owners_;
  std::vector<ChildId> byActor_;
  std::vector<std::string> calls_;
};

/// Returns a strategy that restarts at once, `limit` times per `window`.
[[nodiscard]] Strategy restartAtOnce(std::uint32_t limit = 10, double window = 60'000);
/// Returns a strategy of another directive.
[[nodiscard]] Strategy directive(Directive directive);

}  // namespace statewarden
