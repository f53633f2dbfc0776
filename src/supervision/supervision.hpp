// The supervisor tree: who supervises whom, and what happens when a child fails.
#pragma once

#include <optional>

#include "actor/timer_queue.hpp"
#include "supervision/child.hpp"
#include "supervision/deadlines.hpp"
#include "supervision/management.hpp"
#include "supervision/port.hpp"
#include "supervision/random.hpp"
#include "supervision/strategy.hpp"
#include "supervision/supervisor_policy.hpp"
#include "supervision/supervisor_tree.hpp"
#include "telemetry/event_ring.hpp"

namespace statewarden {

/// What noteFailure found.
enum class FailureVerdict : std::uint8_t {
  /// The strategy is to decide: call apply.
  decide,
  /// The circuit is open: the child was parked and is probed later.
  parked,
  /// The circuit is open and whenOpen says stop.
  stopped,
  /// Nothing to do: the child is stopping, stopped or already being handled.
  ignored,
};

/// Owns supervisors, children and their counters; O(1) per crash whatever the number of siblings.
///
/// Times are monotonic milliseconds; every method may be called from within a port call.
class Supervision {
 public:
  Supervision(SupervisionPort& port, TimerQueue& timers, EventRing& events, std::uint64_t seed);

  /// Takes in a strategy and numbers it.
  [[nodiscard]] StrategyIndex defineStrategy(const Strategy& strategy);
  /// Forgets a strategy; children that still name it are stopped when they fail.
  void releaseStrategy(StrategyIndex strategy);
  /// Starts the random numbers of jitter anew.
  void seed(std::uint64_t seed) { random_ = Random(seed); }

  /// Adds a supervisor, behind its siblings unless it has no parent; kNoSupervisor if it cannot.
  [[nodiscard]] SupervisorId addSupervisor(SupervisorId parent, const SupervisorPolicy& policy,
                                           double now);
  /// Forgets a supervisor and all below it, and cancels whatever is pending there.
  void removeSupervisor(SupervisorId supervisor);
  /// Replaces a supervisor's policy; what has been counted stays.
  void setPolicy(SupervisorId supervisor, const SupervisorPolicy& policy, double now);
  /// Returns the child that a supervisor is to its parent, kNoChild without parent.
  [[nodiscard]] ChildId memberOf(SupervisorId supervisor) const;
  /// Adds a child behind its siblings, in state running; kNoChild if it cannot.
  ///
  /// Without an actor (kNoActor) it is stopped, and restartChild starts it for the first time.
  [[nodiscard]] ChildId addChild(SupervisorId supervisor, ActorId actor, StrategyIndex strategy,
                                 double now);
  /// Forgets a child and cancels whatever is pending for it.
  void removeChild(ChildId child);
  /// Replaces a child's own strategy, which tells its mode in group restarts and its budget.
  void setStrategy(ChildId child, StrategyIndex strategy);
  /// Replaces a child's traits; a supervisor's are permanent at first, an actor's transient.
  void setTraits(ChildId child, const ChildTraits& traits);

  /// Takes note of a failure at a supervisor, suspends the actor and asks the circuit; `counts`
  /// says whether it is a failure for the circuit.
  [[nodiscard]] FailureVerdict noteFailure(ChildId child, SupervisorId at, double now,
                                           bool counts = true);
  /// Carries out a strategy's decision for a failed child at a supervisor.
  void apply(ChildId child, StrategyIndex strategy, SupervisorId at, double now);
  /// Takes the host's answer to SupervisionPort::cleanUp; answers of an older token are ignored.
  void cleanedUp(ChildId child, std::uint32_t token, bool succeeded, double now);
  /// Takes note that a child finished by itself (its machine is done).
  void finished(ChildId child, double now);

  /// Restarts a child now, whatever it waits for, and says whether it is up or on its way.
  ///
  /// Together with its siblings if supervision asked for it, else alone and not counted.
  bool restart(ChildId child, RestartMode mode, double now);
  /// Stops a child for good and cancels whatever is pending for it.
  void stop(ChildId child, double now);
  /// Carries out what a parked child or one in back-off waits for, and says whether it waited.
  bool retryNow(ChildId child, double now);
  /// Sets how long a child may be silent, in this incarnation and those to come.
  void setHeartbeat(ChildId child, const Heartbeat& heartbeat, double now);
  /// Takes note that a child is not silent; O(1).
  void beat(ChildId child, double now);
  /// Sets a deadline for something that the child's incarnation has running.
  [[nodiscard]] DeadlineId addDeadline(ChildId child, double milliseconds, double now);
  /// Cancels a deadline that was set for a child.
  void cancelDeadline(DeadlineId deadline) { deadlines_.cancel(deadline); }
  /// Takes note that a child took too long over an event.
  void noteOverrun(ChildId child, double milliseconds, double now);
  /// Reads a timer that fired for supervision.
  void onTimer(const TimerPayload& payload, double now);

  /// Stops a child, whatever it does or waits for; it stays known and keeps its place.
  [[nodiscard]] ManagementVerdict terminateChild(ChildId child, double now);
  /// Starts a stopped child afresh in its old place; a start that fails is not tried again.
  [[nodiscard]] ManagementVerdict restartChild(ChildId child, double now);
  /// Forgets a stopped child, as retireChild does.
  [[nodiscard]] ManagementVerdict deleteChild(ChildId child);
  /// Forgets a child that has ended; one that its supervisor began with comes back when that begins
  /// anew under a policy of reviveStopped.
  void retireChild(ChildId child);
  /// Restarts nothing below a supervisor any more, until that begins anew.
  void closeSupervisor(SupervisorId supervisor);
  /// Says where a child stands for those who manage it.
  [[nodiscard]] ChildPresence presence(ChildId child) const;
  /// Counts the children of a supervisor itself; O(children).
  [[nodiscard]] ChildCounts countChildren(SupervisorId supervisor) const;
  /// Says that a stopped child went down with its supervisor and comes back with it.
  void markStoppedTogether(ChildId child);
  /// Returns the youngest child of a supervisor, kNoChild when it has none.
  [[nodiscard]] ChildId lastChild(SupervisorId supervisor) const;
  /// Returns the child that was added before this one, kNoChild when it is the first.
  [[nodiscard]] ChildId previousChild(ChildId child) const;
  /// Gives a child another actor, as the start of a child whose actor has ended does.
  void setActor(ChildId child, ActorId actor);

  /// Returns how a child is and how it was in this life; stopped when there is none.
  [[nodiscard]] ChildHealth health(ChildId child, double now) const;
  /// Returns how often a child has failed, 0 when there is none.
  [[nodiscard]] std::uint32_t errorCount(ChildId child) const;
  /// Returns how often a child was restarted, 0 when there is none.
  [[nodiscard]] std::uint32_t restartCount(ChildId child) const;
  /// Returns where a child stands; stopped when there is none.
  [[nodiscard]] ChildState state(ChildId child) const;
  /// Returns the supervisor that a child belongs to, or kNoSupervisor.
  [[nodiscard]] SupervisorId supervisorOf(ChildId child) const;
  /// Returns the strategy for a child at a supervisor: its own where it belongs, else the default.
  [[nodiscard]] StrategyIndex strategyAt(ChildId child, SupervisorId at) const;
  /// Returns a supervisor's circuit, or nothing when it has none.
  [[nodiscard]] std::optional<CircuitState> circuitState(SupervisorId supervisor, double now) const;
  /// Returns a supervisor's circuit to look at, or nullptr when it has none.
  [[nodiscard]] const CircuitBreaker* circuit(SupervisorId supervisor) const;
  /// Tells a supervisor's circuit what to do; parked children go on when it lets them.
  void commandCircuit(SupervisorId supervisor, CircuitCommand command, double now);
  /// Lets a supervisor's circuit go on where another one was.
  void restoreCircuit(SupervisorId supervisor, const CircuitSnapshot& snapshot, double now);
  [[nodiscard]] std::size_t childCount() const { return tree_.childCount(); }
  [[nodiscard]] std::size_t supervisorCount() const { return tree_.supervisorCount(); }
  [[nodiscard]] std::size_t strategyCount() const { return strategies_.size(); }

  /// Counts children that group restarts visited and that circuits tried, ever.
  [[nodiscard]] std::uint64_t stepCount() const { return stepCount_; }

  /// Sets how many children a group restart visits before the host gets a turn; at least 1.
  void setStepsPerSlice(std::uint32_t steps) { stepsPerSlice_ = steps > 0 ? steps : 1; }
  /// Children visited in one turn unless told otherwise.
  static constexpr std::uint32_t kStepsPerSlice = 1000;
  /// Restarts inside one another at most; deeper ones go through the timer queue.
  static constexpr std::uint32_t kMaxNestedRestarts = 16;

 private:
  // Bookkeeping (supervision.cpp).
  void log(EventType type, double now, ChildId id, const Child& child, double value = 0);
  void logSupervisor(EventType type, double now, SupervisorId id, double value = 0);
  void enter(Child& child, ChildState state);
  void cancelPending(Child& child);
  void forgetChild(ChildId id);
  void forgetSupervisor(SupervisorId id);
  void startTimer(ChildId id, Child& child, TimerKind kind, double deadline);
  /// Returns a strategy, or one that restarts without limit or delay.
  [[nodiscard]] Strategy strategyOr(StrategyIndex index) const;

  // Failures and decisions (failure.cpp, decision.cpp).
  [[nodiscard]] FailureVerdict askCircuit(ChildId id, SupervisorId at, double now, bool counts);
  void decideRestart(ChildId id, StrategyIndex index, const Strategy& strategy, double now);
  void decideStop(ChildId id, StrategyIndex index, const Strategy& strategy, double now);
  [[nodiscard]] bool decideResume(ChildId id, StrategyIndex index, const Strategy& strategy,
                                  double now);
  void escalate(ChildId id, const Strategy& strategy, double now);
  void exceedLimit(ChildId id, const Strategy& strategy, double now);
  void giveUp(ChildId id, SupervisorId at, double now);
  void stopFailed(ChildId id, double now);
  void startCleanup(ChildId id, const Strategy& strategy, double now);
  void endCleanup(ChildId id, double now);
  void giveUpCleanup(ChildId id, double now);
  void failSupervisor(SupervisorId id, ChildId culprit, bool isOverLimit, double now);

  // Restarts (restart.cpp).
  void beginBackoff(ChildId id, double now);
  [[nodiscard]] bool mayRestartDirectly(const Child& child) const;
  void fireRestart(ChildId id, double now);
  bool startIncarnation(ChildId id, RestartMode mode, double now);
  /// Takes up a failure that had to wait for the end of a start.
  void failAfterStart(ChildId id, double now);
  bool restartGroup(ChildId id, RestartMode mode, double now);
  void restartSupervisor(ChildId id, double now);
  /// Leaves a restart by call to the sweep that takes the child down, unless that is for good.
  bool joinSweep(Child& child, RestartMode mode);
  void startSupervisor(ChildId id, double now);
  void resumeActor(ChildId id);
  [[nodiscard]] RestartMode groupMode(const Child& child) const;

  // Health (health.cpp).
  [[nodiscard]] std::uint32_t restartsLeft(const Child& child, double now) const;
  [[nodiscard]] std::uint32_t reasonsWhileRunning(const Child& child, std::uint32_t restartsLeft,
                                                  double now) const;

  // Management (management.cpp).
  void dropDynamicChildren(SupervisorId id);
  [[nodiscard]] ChildId presentFrom(ChildId id) const;

  // Ends (ending.cpp).
  void end(ChildId id, EventType type, double now);
  void stopSupervisor(ChildId id, double now);
  void shutDownIfDue(SupervisorId id, double now);
  [[nodiscard]] bool hasSignificantChildren(const SupervisorNode& node) const;
  /// Says whether a supervisor or one above it is being stopped step by step; O(depth).
  [[nodiscard]] bool isClosing(SupervisorId id) const;
  /// Says whether a child is such a supervisor or below one; O(depth).
  [[nodiscard]] bool isLeaving(const Child& child) const;

  // Circuits (parking.cpp).
  void park(ChildId id, SupervisorId at, double now);
  void unpark(Child& child);
  void probe(SupervisorId at, double now);
  void scheduleProbe(SupervisorId at, double now);
  void forgetCircuit(SupervisorId at, double now);
  void noteCircuit(SupervisorId at, std::uint32_t generationBefore, double now);
  void awaitStability(ChildId id, Child& child, double now);
  void confirmStability(ChildId id, double now);
  void releasePermit(Child& child);

  // Silence and delay (watching.cpp).
  void checkSilence(ChildId id, double now);
  void meetDeadline(DeadlineId deadline, double now);
  void updateWatch(const Child& child);
  void beginWatch(ChildId id, const Child& child, double now);

  // Work on many children (sweep.cpp).
  void beginSweep(SupervisorId id, Sweep sweep, double now);
  void endSweep(SupervisorId id);
  void runSweep(SupervisorId id, double now);
  [[nodiscard]] bool stepSweep(SupervisorId id, std::uint32_t serial, double now);
  [[nodiscard]] bool endPhase(SupervisorId id, double now);
  void visitBackwards(ChildId id, SupervisorId root, double now);
  [[nodiscard]] bool visitForwards(ChildId id, SupervisorId root, std::uint32_t serial, double now);
  /// Lets those that depend on somebody wait for it, and says whether the sweep goes on.
  [[nodiscard]] bool awaitSettled(ChildId id, SupervisorId root, std::uint32_t serial, double now);
  void haltChild(ChildId id, Child& child, double now);
  /// Ends what the culprit has running, unless it is started again without delay.
  void haltCulprit(Sweep& sweep);
  void stopInSweep(ChildId id, Child& child, double now);
  [[nodiscard]] Sweep* sweepOf(SupervisorId id, std::uint32_t serial);
  void forgetInSweeps(ChildId id);
  void goOnAfter(const Child& child, ChildId id);

  // Whom it concerns (sweep_scope.cpp); O(depth).
  /// Says whether a sweep starts a child again, which its supervisors must do as well.
  [[nodiscard]] bool comesBackFrom(const Child& child, SupervisorId root) const;
  /// Finds a supervisor below the root that failed or restarts its children itself by now.
  [[nodiscard]] ChildId leftToItself(const Child& child, SupervisorId root) const;
  [[nodiscard]] bool isUnsettled(const Child& child) const;
  /// Finds who is neither up nor ended: a child or, rather than it, a supervisor above it.
  [[nodiscard]] ChildId unsettledFrom(ChildId id, SupervisorId supervisor, SupervisorId root) const;
  /// Says whether a supervisor, which has not ended, or one above it is stopped step by step.
  [[nodiscard]] bool isBeingClosed(SupervisorId id) const;
  [[nodiscard]] bool isClosingNow(const SupervisorNode& node) const;
  [[nodiscard]] bool isBeingStopped(const Child& child) const;
  [[nodiscard]] bool isBeingHalted(ChildId id) const;
  [[nodiscard]] bool isGoingDown(SupervisorId id) const;
  /// Says whether a supervisor or one above it is on its way down by itself.
  [[nodiscard]] bool isBelowOneThatEnds(SupervisorId id) const;
  [[nodiscard]] ChildId earlier(ChildId left, ChildId right) const;

  SupervisionPort& port_;
  TimerQueue& timers_;
  EventRing& events_;
  Random random_;
  SlotTable<Strategy> strategies_;
  SupervisorTree tree_;
  Deadlines deadlines_;
  std::uint32_t restartDepth_ = 0;
  std::uint32_t stepsPerSlice_ = kStepsPerSlice;
  std::uint64_t stepCount_ = 0;
  std::uint32_t sweepSerial_ = 0;
};

}  // namespace statewarden
