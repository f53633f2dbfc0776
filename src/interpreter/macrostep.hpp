// One macrostep: an event, and everything that follows from it until the machine rests.
#pragma once

#include "interpreter/host.hpp"
#include "interpreter/program.hpp"

namespace statewarden {

enum class MacrostepResult : std::uint8_t {
  /// The machine rests in its next state.
  active,
  /// The machine reached its final state.
  finished,
  /// A guard, an action, a delay, an output or an invocation threw; the host has the error.
  threw,
  /// An error event found no transition; the host has the event.
  unhandledError,
  /// More microsteps than the chart allows: an endless loop.
  endlessLoop,
  /// Given up on request.
  abandoned,
};

/// Starts and cancels the timers of delayed transitions on behalf of a macrostep.
class DelaySink {
 public:
  virtual ~DelaySink() = default;
  virtual void startDelay(DelayIndex delay, double milliseconds) = 0;
  virtual void cancelDelay(DelayIndex delay) = 0;
};

/// Runs macrosteps of one actor; lives on the stack while the actor is busy.
class Macrostep {
 public:
  Macrostep(Program& program, InterpreterHost& host, DelaySink& delays, ActorToken actor,
            State& state);
  ~Macrostep();
  Macrostep(const Macrostep&) = delete;
  Macrostep& operator=(const Macrostep&) = delete;

  /// Enters the initial states.
  [[nodiscard]] MacrostepResult start();
  /// Tells the host of every microstep and every delay from now on.
  void inspect() { isInspected_ = true; }
  /// Processes an event that is already the host's current one.
  [[nodiscard]] MacrostepResult process(QueuedEvent event);

  /// Queues an internal event behind those already raised.
  void raise(QueuedEvent event) { scratch_->queue.push_back(event); }
  /// Ends the macrostep as soon as the host's present call returns.
  void abandon() { isAbandoned_ = true; }

  /// Returns the state reached so far.
  [[nodiscard]] State& state() const { return *state_; }
  /// Says whether the state, the context or the children changed.
  [[nodiscard]] bool hasChanged() const { return hasChanged_; }
  /// Says whether any transition was taken.
  [[nodiscard]] bool hasTransitioned() const { return hasTransitioned_; }

 private:
  /// What an event, or none, led to.
  enum class Outcome : std::uint8_t { nothing, taken, failed };

  [[nodiscard]] MacrostepResult settle();
  [[nodiscard]] MacrostepResult failure() const;
  [[nodiscard]] Outcome respond(EventClass eventClass);
  [[nodiscard]] Outcome respondToNothing();
  [[nodiscard]] Outcome run(Selection& selection, bool isEventless);
  [[nodiscard]] bool select(const Selection& selection, bool isEventless);
  [[nodiscard]] bool take(Microstep& step);
  void cancelDelay(DelayIndex delay);
  void tell(std::span<const TransitionIndex> transitions);
  [[nodiscard]] bool perform(const Operation& operation);
  [[nodiscard]] bool note(ActionReply reply);
  [[nodiscard]] bool startDelay(DelayIndex delay);
  [[nodiscard]] bool raiseDone(NodeIndex node, SlotIndex output);
  void open(QueuedEvent event);

  Program& program_;
  InterpreterHost& host_;
  DelaySink& delays_;
  ActorToken actor_;
  State* state_;
  std::unique_ptr<Scratch> scratch_;
  bool stepChanged_ = false;
  bool hasChanged_ = false;
  bool hasTransitioned_ = false;
  bool isFinished_ = false;
  bool isAbandoned_ = false;
  bool isInspected_ = false;
};

}  // namespace statewarden
