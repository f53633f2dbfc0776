// All actors of a process: creation, events, time, restarts and stops.
#pragma once

#include <array>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "actor/actor_clock.hpp"
#include "actor/actor_table.hpp"
#include "actor/actor_timers.hpp"
#include "actor/mailbox_bounds.hpp"

namespace statewarden {

/// Numbers the programs that actors run.
using ProgramIndex = std::uint32_t;

/// Takes timers that belong to the layers above.
class TimerListener {
 public:
  virtual ~TimerListener() = default;
  /// Does what a timer is for, and returns as how many ordinary timers that counts.
  [[nodiscard]] virtual std::uint32_t onTimer(const TimerPayload& payload, double now) = 0;
};

/// Runs actors; every method may be called from within a host callback.
class ActorSystem {
 public:
  explicit ActorSystem(ActorHost& host);
  ~ActorSystem();
  ActorSystem(const ActorSystem&) = delete;
  ActorSystem& operator=(const ActorSystem&) = delete;

  /// Takes in a program and numbers it.
  [[nodiscard]] ProgramIndex addProgram(std::unique_ptr<Program> program);
  /// Forgets a program that no actor runs, and says whether it could.
  bool removeProgram(ProgramIndex index);
  [[nodiscard]] Program* program(ProgramIndex index);
  /// Adds a clock and its timer queue; clock 0 always exists.
  [[nodiscard]] ClockIndex addClock();
  /// Forgets a clock by which no actor lives, and says whether it could; its number is used again.
  bool removeClock(ClockIndex clock);
  /// Returns a clock's timer queue, for the layers above.
  [[nodiscard]] TimerQueue& timers(ClockIndex clock) { return clocks_[clock].timers; }
  /// Asks the host to be woken when the clock's next deadline has changed.
  void updateWakeTime(ClockIndex clock);

  /// Occupies a slot for an actor; its state is not computed yet.
  [[nodiscard]] ActorId add(ProgramIndex program, ClockIndex clock);
  /// Computes the initial state; effects and events wait for start.
  /// Says whether there is a state now.
  bool initialize(ActorId id);
  /// Puts an actor that was not initialized into a given state; for one that was, keeps the state
  /// for a restart of mode `given`.
  void restore(ActorId id, StateKey key);
  /// Starts an actor: runs waiting effects, then waiting events; tells a failure of initialize.
  void start(ActorId id);
  /// Processes an event that is the host's current one, or lets it wait; returns CommitFlag bits.
  std::uint32_t send(ActorId id, EventClass eventClass, EventKind kind = EventKind::plain);
  /// Takes an event if the host need not be asked or told anything, but for the observers: with
  /// kUntold among the flags the caller commits, tells them and calls `told`. Returns 0 if the
  /// event is to be sent, else kTaken and further CommitFlag bits.
  std::uint32_t take(ActorId id, EventClass eventClass, EventKind kind);
  /// Ends the turn of the last event whose observers the caller has told.
  void told();
  /// Queues an internal event of the macrostep that runs; drops it when none does.
  void raise(ActorId id, EventClass eventClass, EventHandle event);
  /// Defers an effect of the host to the end of the macrostep.
  void defer(ActorId id, EffectHandle effect);
  /// Delivers a kept event later on behalf of an actor, unless it ends before.
  void schedule(ActorId id, double milliseconds, EventHandle event);
  /// Cancels a scheduled event, drops it, and says whether it was still pending.
  bool cancel(ActorId id, EventHandle event);

  /// Lets events wait until resume or restart.
  void suspend(ActorId id);
  /// Goes on with the last good state; processes the events that waited.
  void resume(ActorId id);
  /// Ends an incarnation but not the actor: gives up a running macrostep, cancels the timers unless
  /// they are kept, lets events wait until restart.
  void halt(ActorId id, bool keepsDelays = false);
  /// Begins the next incarnation and says whether its start succeeded; refused while a macrostep of
  /// the actor runs. Waiting events stay, and wait on until resume or the next event.
  [[nodiscard]] bool restart(ActorId id, RestartMode mode);
  /// Restarts an actor in a given state.
  [[nodiscard]] bool restartFrom(ActorId id, StateKey key);
  /// Ends an actor: cancels its timers and makes dead letters of its waiting events.
  void stop(ActorId id);
  /// Vacates an actor's slot, once the actor is idle.
  void remove(ActorId id);
  /// Says whether the host wants notify calls for an actor.
  void setListening(ActorId id, bool isListening);
  /// Says whether the host wants to hear of every microstep and every delay of an actor.
  void setInspected(ActorId id, bool isInspected);
  /// Bounds how many events may wait for an actor; false when there are too many different bounds.
  [[nodiscard]] bool setBounds(ActorId id, const MailboxBounds& bounds);
  /// Sets how long an actor's events may take before the host is told; infinity for ever.
  void setEventDeadline(ActorId id, double milliseconds);
  /// Puts an event before those that wait.
  void requeue(ActorId id, EventClass eventClass, EventKind kind, std::uint32_t payload);

  /// Fires the timers that are due at `now`, a slice at a time; says whether more are due already.
  bool advance(ClockIndex clock, double now, TimerListener& listener);
  /// Fires an actor timer that the clock's queue returned; other kinds are not for this layer.
  void fire(const TimerPayload& payload);

  /// Finds an actor, or nullptr.
  [[nodiscard]] const Actor* find(ActorId id) { return table_.find(id); }
  /// Returns the state of the running macrostep, else the committed one, or nullptr.
  [[nodiscard]] const State* workingState(ActorId id);
  [[nodiscard]] std::size_t size() const { return table_.size(); }
  [[nodiscard]] std::size_t programCount() const { return programs_.size() - freePrograms_.size(); }
  /// Returns the pending timers of all clocks; linear in the number of clocks.
  [[nodiscard]] std::size_t timerCount() const;
  /// Lists the pending timers of an actor.
  [[nodiscard]] std::vector<ActorTimers::Pending> timersOf(ActorId id);
  [[nodiscard]] std::uint32_t mailboxSize(ActorId id);

  /// Timers fired before the host gets a chance to do something else; fewer if they do much.
  static constexpr std::uint32_t kTimersPerSlice = 2'000;
  /// Actors busy inside one another at most; deeper sends and starts wait.
  static constexpr std::uint32_t kMaxDepth = 64;
  /// Initial states computed inside one another at most; a deeper one fails as an endless loop.
  static constexpr std::uint32_t kMaxCreationDepth = 128;

 private:
  struct ProgramEntry {
    std::unique_ptr<Program> program;
    std::uint32_t users = 0;
  };
  /// An actor that is busy while the sender of an event tells its observers.
  struct Untold {
    ActorId actor = kNoActor;
    std::uint32_t incarnation = 0;
  };
  class Depth;

  [[nodiscard]] static bool isGood(MacrostepResult result) {
    return result == MacrostepResult::active || result == MacrostepResult::finished;
  }

  // Creation.
  void enterInitialState(ActorId id, Actor& actor, Turn& turn);

  // Processing.
  /// Takes an event that at most changes the state: no guard, no operation, nothing eventless.
  [[nodiscard]] static bool takeQuietly(Actor& actor, EventClass eventClass, EventKind kind,
                                        std::uint32_t& flags);
  std::uint32_t accept(ActorId id, Actor& actor, QueuedEvent event);
  std::uint32_t enqueue(ActorId id, Actor& actor, QueuedEvent event);
  /// Says what happens because there is no room for an event; nothing when there is.
  [[nodiscard]] std::optional<Overflow> overflowAt(const Actor& actor, QueuedEvent& event);
  std::uint32_t process(ActorId id, Actor& actor, QueuedEvent event, bool isDirect);
  /// Processes waiting events until the actor rests or runs no more.
  void drain(ActorId id, Actor& actor);
  /// Processes what was put off because others were busy, once nobody is.
  void drainRunnable();

  /// Says when the event of an actor with a deadline is over, and tells the host if that is late.
  void endTiming(ActorId id, const Actor& actor, std::uint32_t incarnation, const Turn& turn);

  // Turns.
  /// Tells the host of a good macrostep, runs its effects and tells observers; ends the actor when
  /// it is finished.
  std::uint32_t commit(ActorId id, Actor& actor, Turn& turn, std::uint32_t flags, bool isDirect);
  std::uint32_t discard(ActorId id, Actor& actor, Turn& turn, MacrostepResult result);
  std::uint32_t fail(ActorId id, Actor& actor, FailureReason reason);
  [[nodiscard]] bool runDeferred(ActorId id, Actor& actor, Turn& turn);
  void dropDeferred(Turn& turn, std::size_t first = 0);
  /// Marks the end of processing and does what was asked for meanwhile.
  void rest(ActorId id, Actor& actor);
  /// Says whether the actor still lives, and in this incarnation.
  [[nodiscard]] bool isStill(ActorId id, const Actor& actor, std::uint32_t incarnation);
  static void setState(Actor& actor, State* state);
  [[nodiscard]] Turn newTurn();
  void endTurn(Turn& turn) { deferredLists_.push_back(std::move(turn.deferred)); }

  // Restart.
  [[nodiscard]] MacrostepResult beginAgain(ActorId id, Actor& actor, Turn& turn, RestartMode mode);
  [[nodiscard]] bool restartInvocations(ActorId id, const Actor& actor,
                                        std::span<const NodeIndex> nodes);
  /// Starts the delays of active nodes that are not pending.
  [[nodiscard]] bool restartDelays(ActorId id, Actor& actor, Turn& turn,
                                   std::span<const NodeIndex> nodes);
  void dropIncarnation(Actor& actor);

  // Ending.
  void end(ActorId id, Actor& actor, ActorStatus status);
  void buryEvents(ActorId id, Mailbox& mailbox);

  // Scheduling.
  [[nodiscard]] double deadlineAfter(ClockIndex clock, double milliseconds);
  void startDelay(ActorId id, Actor& actor, DelayIndex delay, double milliseconds);
  void cancelDelay(Actor& actor, DelayIndex delay);
  void dropTimers(Actor& actor);

  ActorHost& host_;
  ActorTable table_;
  ActorTimers actorTimers_;
  std::deque<ActorClock> clocks_;
  std::vector<ClockIndex> freeClocks_;
  std::vector<ProgramEntry> programs_;
  std::vector<ProgramIndex> freePrograms_;
  std::vector<std::vector<Deferred>> deferredLists_;
  std::vector<ActorId> runnable_;
  std::unordered_map<ActorId, double> eventDeadlines_;
  /// Different bounds, those of most actors first.
  std::vector<MailboxBounds> bounds_{MailboxBounds{}};
  std::array<Untold, kMaxDepth> untold_;
  std::uint32_t untoldCount_ = 0;
  std::uint32_t depth_ = 0;
};

}  // namespace statewarden
