#include "interpreter/macrostep.hpp"

#include <algorithm>
#include <limits>

namespace statewarden {

Macrostep::Macrostep(Program& program, InterpreterHost& host, DelaySink& delays, ActorToken actor,
                     State& state)
    : program_(program),
      host_(host),
      delays_(delays),
      actor_(actor),
      state_(&state),
      scratch_(program.lend()) {
  Program::pin(state);
}

Macrostep::~Macrostep() {
  Program::unpin(*state_);
  std::vector<QueuedEvent>& queue = scratch_->queue;
  for (std::size_t i = scratch_->queueHead; i < queue.size(); ++i) {
    if (queue[i].kind != EventKind::delay) host_.dropEvent(queue[i].payload);
  }
  queue.clear();
  scratch_->queueHead = 0;
  program_.takeBack(std::move(scratch_));
}

MacrostepResult Macrostep::start() {
  if (!take(program_.initialMicrostep())) return failure();
  tell({});
  return isAbandoned_ ? failure() : settle();
}

MacrostepResult Macrostep::process(QueuedEvent event) {
  const Outcome outcome = respond(event.eventClass);
  if (outcome == Outcome::failed) return failure();
  if (outcome == Outcome::nothing && event.kind == EventKind::error) {
    return MacrostepResult::unhandledError;
  }
  // An event that selects nothing counts as a microstep for those who inspect.
  if (outcome == Outcome::nothing) tell({});
  return isAbandoned_ ? failure() : settle();
}

MacrostepResult Macrostep::settle() {
  const std::uint32_t maxIterations = program_.chart().data().maxIterations;
  bool selectsEventless = true;
  for (std::uint32_t iteration = 0; !isFinished_; ++iteration) {
    if (iteration >= maxIterations) return MacrostepResult::endlessLoop;
    if (selectsEventless) {
      const Outcome outcome = respondToNothing();
      if (outcome == Outcome::failed) return failure();
      if (outcome == Outcome::taken) {
        // A step that changed nothing would be taken again and again.
        selectsEventless = stepChanged_;
        continue;
      }
    }
    selectsEventless = true;
    if (scratch_->queueHead == scratch_->queue.size()) return MacrostepResult::active;
    const QueuedEvent event = scratch_->queue[scratch_->queueHead++];
    open(event);
    const Outcome outcome = respond(event.eventClass);
    if (outcome == Outcome::failed) return failure();
    if (outcome == Outcome::nothing) tell({});
    if (isAbandoned_) return failure();
  }
  return MacrostepResult::finished;
}

MacrostepResult Macrostep::failure() const {
  return isAbandoned_ ? MacrostepResult::abandoned : MacrostepResult::threw;
}

Macrostep::Outcome Macrostep::respond(EventClass eventClass) {
  return run(program_.selection(*state_, eventClass, *scratch_), false);
}

Macrostep::Outcome Macrostep::respondToNothing() {
  if (!state_->hasAlways) return Outcome::nothing;
  return run(program_.eventless(*state_, *scratch_), true);
}

Macrostep::Outcome Macrostep::run(Selection& selection, bool isEventless) {
  if (selection.unguardedStep == nullptr) {
    if (!select(selection, isEventless)) return Outcome::failed;
    if (scratch_->taken.empty()) return Outcome::nothing;
  }
  Microstep& step = program_.microstep(*state_, selection, *scratch_);
  // XState tells of the conflicts among transitions of events, but not of eventless ones.
  std::vector<TransitionIndex> told;
  if (isInspected_) {
    told = isEventless ? program_.withoutConflicts(*state_, step.selected) : step.selected;
  }
  if (!take(step)) return Outcome::failed;
  tell(told);
  return isAbandoned_ ? Outcome::failed : Outcome::taken;
}

bool Macrostep::select(const Selection& selection, bool isEventless) {
  std::vector<TransitionIndex>& taken = scratch_->taken;
  taken.clear();
  const Chart& chart = program_.chart();
  NodeIndex lastGroup = kNone;
  for (const Candidate& candidate : selection.candidates) {
    // A group is served once it has a transition; for events also when a descendant has one.
    const bool isServed =
        lastGroup != kNone && (lastGroup == candidate.group ||
                               (!isEventless && chart.isDescendant(lastGroup, candidate.group)));
    if (isServed) continue;
    if (candidate.guard != kNone) {
      const GuardReply reply = host_.askGuard(actor_, candidate.guard);
      if (reply == GuardReply::threw || isAbandoned_) return false;
      if (reply == GuardReply::fails) continue;
    }
    lastGroup = candidate.group;
    // Several leaves may find the same eventless transition of a common ancestor.
    if (!isEventless || std::ranges::find(taken, candidate.transition) == taken.end()) {
      taken.push_back(candidate.transition);
    }
  }
  return true;
}

bool Macrostep::take(Microstep& step) {
  hasTransitioned_ = true;
  stepChanged_ = step.changesState;
  for (const Operation& operation : step.operations) {
    if (!perform(operation)) return false;
  }
  hasChanged_ = hasChanged_ || stepChanged_ || step.finishes;
  isFinished_ = step.finishes;
  State& next = program_.next(*state_, step);
  Program::pin(next);
  Program::unpin(*state_);
  state_ = &next;
  return true;
}

void Macrostep::tell(std::span<const TransitionIndex> transitions) {
  if (isInspected_) host_.microstepTaken(actor_, transitions, isFinished_);
}

bool Macrostep::perform(const Operation& operation) {
  switch (operation.kind) {
    case OperationKind::runAction:
      return note(host_.runAction(actor_, operation.a));
    case OperationKind::startDelay:
      return startDelay(operation.a);
    case OperationKind::cancelDelay:
      cancelDelay(operation.a);
      return true;
    case OperationKind::startInvocation:
      return note(host_.startInvocation(actor_, operation.a));
    case OperationKind::stopInvocation:
      return note(host_.stopInvocation(actor_, operation.a));
    case OperationKind::raiseDone:
      return raiseDone(operation.a, operation.b);
    case OperationKind::finish:
      return note(host_.computeOutput(actor_, operation.a));
  }
  return true;
}

bool Macrostep::note(ActionReply reply) {
  stepChanged_ = stepChanged_ || reply == ActionReply::changed;
  return reply != ActionReply::threw && !isAbandoned_;
}

void Macrostep::cancelDelay(DelayIndex delay) {
  if (isInspected_) host_.delayCancelled(actor_, delay);
  delays_.cancelDelay(delay);
}

bool Macrostep::startDelay(DelayIndex index) {
  const Delay& delay = program_.chart().data().delays[index];
  if (delay.slot == kNone) {
    if (isInspected_) host_.delayStarted(actor_, index, delay.milliseconds);
    delays_.startDelay(index, delay.milliseconds);
    return true;
  }
  const DelayReply reply = host_.computeDelay(actor_, delay.slot);
  if (reply.kind == DelayReply::Kind::threw || isAbandoned_) return false;
  const bool isKnown = reply.kind == DelayReply::Kind::milliseconds;
  if (isInspected_) {
    constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
    host_.delayStarted(actor_, index, isKnown ? reply.milliseconds : kUnknown);
  }
  if (isKnown) {
    delays_.startDelay(index, reply.milliseconds);
  } else {
    raise({.eventClass = program_.classes().classOfDescriptor(delay.descriptor),
           .kind = EventKind::delay,
           .payload = index});
  }
  return true;
}

bool Macrostep::raiseDone(NodeIndex node, SlotIndex output) {
  const EventReply reply = host_.makeDoneEvent(actor_, node, output);
  if (reply.threw) return false;
  const DescriptorIndex descriptor = program_.chart().node(node).doneDescriptor;
  raise({.eventClass = program_.classes().classOfDescriptor(descriptor),
         .kind = EventKind::plain,
         .payload = reply.handle});
  return !isAbandoned_;
}

void Macrostep::open(QueuedEvent event) {
  if (event.kind == EventKind::delay) {
    host_.openDelayEvent(actor_, event.payload);
  } else {
    host_.openEvent(actor_, event.payload);
  }
}

}  // namespace statewarden
