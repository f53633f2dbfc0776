// A chart together with everything learned by running it; shared by all actors of a machine.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "chart/chart.hpp"
#include "interpreter/event_classes.hpp"
#include "interpreter/scratch.hpp"
#include "interpreter/selector.hpp"
#include "interpreter/state_table.hpp"
#include "interpreter/step_workspace.hpp"

namespace statewarden {

/// Bounds on what a program remembers.
struct ProgramLimits {
  /// Plans and states without actors that are kept, large ones counting more; 0 keeps no plan, and
  /// each step is computed.
  std::uint32_t maxPlans = 16'384;
};

/// Interns states and remembers transition plans for (state, event class).
class Program {
 public:
  explicit Program(std::shared_ptr<const Chart> chart, ProgramLimits limits = {});
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  [[nodiscard]] const Chart& chart() const { return *chart_; }
  [[nodiscard]] EventClasses& classes() { return classes_; }

  /// Returns the candidates of a pinned state for an event class: its plan, or else `scratch`.
  [[nodiscard]] Selection& selection(State& state, EventClass eventClass, Scratch& scratch);
  /// Returns the eventless candidates of a pinned state likewise.
  [[nodiscard]] Selection& eventless(State& state, Scratch& scratch);
  /// Returns the microstep of the transitions in `scratch.taken`, which come from `selection`.
  [[nodiscard]] Microstep& microstep(State& state, Selection& selection, Scratch& scratch);
  /// Leaves out the transitions that conflicts take out of a microstep of `state`.
  [[nodiscard]] std::vector<TransitionIndex> withoutConflicts(
      const State& state, std::span<const TransitionIndex> selected);
  /// Returns the microstep into the initial states.
  [[nodiscard]] Microstep& initialMicrostep();
  /// Returns the state that a microstep of `from` leads to.
  [[nodiscard]] State& next(State& from, Microstep& step);
  /// Returns the one State object with this key.
  [[nodiscard]] State& intern(const StateKey& key);

  /// Keeps a state because an actor is in it.
  void hold(State& state) { states_.hold(state); }
  void release(State& state) { states_.release(state); }
  /// Keeps a state and its plans while a macrostep reads them.
  static void pin(State& state) { ++state.pins; }
  static void unpin(State& state) { --state.pins; }

  /// Lends buffers to a macrostep.
  [[nodiscard]] std::unique_ptr<Scratch> lend();
  void takeBack(std::unique_ptr<Scratch> scratch) { scratches_.push_back(std::move(scratch)); }

  [[nodiscard]] std::uint32_t stateCount() const { return states_.stateCount(); }
  [[nodiscard]] std::uint32_t planCount() const { return states_.planCount(); }

 private:
  [[nodiscard]] bool isWorthKeeping(std::uint8_t& visits) const;

  std::shared_ptr<const Chart> chart_;
  ProgramLimits limits_;
  EventClasses classes_;
  Selector selector_;
  StepWorkspace workspace_;
  StateTable states_;
  std::unique_ptr<Microstep> initial_;
  std::vector<std::unique_ptr<Scratch>> scratches_;
};

}  // namespace statewarden
