#include "interpreter/program.hpp"

#include <algorithm>

#include "interpreter/build_microstep.hpp"

namespace statewarden {
namespace {

/// Outcomes of guards that are remembered for one state; others are computed each time.
constexpr std::size_t kMaxOutcomes = 32;

/// Says whether an active leaf or an ancestor of it has eventless transitions.
bool hasAlways(const Chart& chart, const StateKey& state) {
  return std::ranges::any_of(state.nodes, [&](NodeIndex leaf) {
    if (!chart.isAtomic(leaf)) return false;
    NodeIndex node = leaf;
    while (node != kNone && chart.node(node).always.empty()) node = chart.node(node).parent;
    return node != kNone;
  });
}

}  // namespace

Program::Program(std::shared_ptr<const Chart> chart, ProgramLimits limits)
    : chart_(std::move(chart)),
      limits_(limits),
      classes_(*chart_),
      selector_(*chart_),
      workspace_(*chart_),
      states_(limits.maxPlans) {}

Program::~Program() = default;

bool Program::isWorthKeeping(std::uint8_t& visits) const {
  if (limits_.maxPlans == 0) return false;
  if (visits > 0) return true;
  ++visits;
  return false;
}

Selection& Program::selection(State& state, EventClass eventClass, Scratch& scratch) {
  if (eventClass < state.selections.size() && state.selections[eventClass] != nullptr) {
    state.isUsed = true;
    return *state.selections[eventClass];
  }
  const bool isKnown = eventClass < classes_.count();
  if (!isKnown || !isWorthKeeping(state.eventVisits)) {
    selector_.forEvent(state.key, classes_.descriptors(isKnown ? eventClass : kUnmatchedEvent),
                       scratch.selection);
    return scratch.selection;
  }
  states_.addPlan(state);
  if (eventClass >= state.selections.size()) state.selections.resize(eventClass + 1);
  std::unique_ptr<Selection>& plan = state.selections[eventClass];
  plan = std::make_unique<Selection>();
  selector_.forEvent(state.key, classes_.descriptors(eventClass), *plan);
  return *plan;
}

Selection& Program::eventless(State& state, Scratch& scratch) {
  if (state.eventless != nullptr) {
    state.isUsed = true;
    return *state.eventless;
  }
  if (!isWorthKeeping(state.eventlessVisits)) {
    selector_.eventless(state.key, scratch.selection);
    return scratch.selection;
  }
  states_.addPlan(state);
  state.eventless = std::make_unique<Selection>();
  selector_.eventless(state.key, *state.eventless);
  return *state.eventless;
}

Microstep& Program::microstep(State& state, Selection& selection, Scratch& scratch) {
  if (selection.unguardedStep != nullptr) return *selection.unguardedStep;
  const bool isPlanned = &selection != &scratch.selection;
  if (isPlanned) {
    for (const auto& known : state.microsteps) {
      if (known->selected == scratch.taken) return *known;
    }
  }
  if (!isPlanned || state.microsteps.size() >= kMaxOutcomes) {
    buildMicrostep(*chart_, state.key, scratch.taken, workspace_, scratch.step);
    return scratch.step;
  }
  states_.addPlan(state);
  Microstep& step = *state.microsteps.emplace_back(std::make_unique<Microstep>());
  buildMicrostep(*chart_, state.key, scratch.taken, workspace_, step);
  if (!selection.hasGuards) selection.unguardedStep = &step;
  return step;
}

std::vector<TransitionIndex> Program::withoutConflicts(const State& state,
                                                       std::span<const TransitionIndex> selected) {
  std::vector<TransitionIndex> transitions(selected.begin(), selected.end());
  workspace_.domains.removeConflicts(transitions, state.key);
  return transitions;
}

Microstep& Program::initialMicrostep() {
  if (initial_ == nullptr) {
    initial_ = std::make_unique<Microstep>();
    buildInitialMicrostep(*chart_, workspace_, *initial_);
  }
  return *initial_;
}

State& Program::next(State& from, Microstep& step) {
  if (State* known = step.next.get()) return *known;
  State& state = step.changesState ? intern(step.nextKey) : from;
  step.next = StateRef(state);
  return state;
}

State& Program::intern(const StateKey& key) {
  bool isNew = false;
  State& state = states_.intern(key, isNew);
  if (isNew) state.hasAlways = chart_->data().hasAlways && hasAlways(*chart_, key);
  return state;
}

std::unique_ptr<Scratch> Program::lend() {
  if (scratches_.empty()) return std::make_unique<Scratch>();
  std::unique_ptr<Scratch> scratch = std::move(scratches_.back());
  scratches_.pop_back();
  return scratch;
}

}  // namespace statewarden
