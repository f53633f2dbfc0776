// From a granted restart to the next incarnation.
#include <algorithm>

#include "supervision/backoff.hpp"
#include "supervision/supervision.hpp"

namespace statewarden {
namespace {

/// Milliseconds at least between restarts that nothing limits and that all fail, lest time stands
/// still for ever.
constexpr double kUnlimitedRetryDelay = 1;

}  // namespace

void Supervision::beginBackoff(ChildId id, double now) {
  Child& child = *tree_.child(id);
  FailureRecord& record = *child.record;
  const Strategy strategy = strategyOr(record.applied);
  double delay = child.isProbe ? 0 : backoffDelay(strategy.backoff, record.attempts, random_);
  const SupervisorNode* decider = tree_.supervisor(record.decider);
  const bool isUnlimited = strategy.limit == kUnlimited &&
                           (decider == nullptr || decider->policy.maxRestarts == kUnlimited);
  if (child.isFailedStart && isUnlimited) delay = std::max(delay, kUnlimitedRetryDelay);
  record.due = now + delay;
  if (delay == 0 && mayRestartDirectly(child)) return fireRestart(id, now);
  enter(child, ChildState::backingOff);
  startTimer(id, child, TimerKind::backoff, record.due);
  log(EventType::restartScheduled, now, id, child, delay);
  const bool keepsDelays = record.mode == RestartMode::lastGood;
  if (delay > 0 && !child.isSupervisor()) port_.haltActor(child.actor, keepsDelays);
}

bool Supervision::mayRestartDirectly(const Child& child) const {
  if (child.isFailedStart || child.isBusy) return false;
  const bool isAlone = !child.isSupervisor() &&
                       tree_.supervisor(child.supervisor)->policy.scope == RestartScope::oneForOne;
  return restartDepth_ < (isAlone ? kMaxNestedRestarts : 1);
}

void Supervision::fireRestart(ChildId id, double now) {
  Child& child = *tree_.child(id);
  FailureRecord& record = *child.record;
  if (isBeingHalted(id)) return;
  if (isLeaving(child)) return stopFailed(id, now);
  if (SupervisorNode* decider = tree_.supervisor(record.decider)) {
    const SupervisorPolicy& policy = decider->policy;
    if (decider->restarts.isFull(now, policy.maxRestarts, policy.window)) {
      enter(child, ChildState::failed);
      return failSupervisor(record.decider, id, true, now);
    }
    decider->restarts.add(now, policy.maxRestarts, policy.window);
  }
  const Strategy strategy = strategyOr(record.applied);
  record.restarts.add(now, strategy.limit, strategy.window);
  if (record.attempts < kUnlimited) ++record.attempts;
  enter(child, ChildState::starting);
  child.isRestartRequested = true;
  if (child.isSupervisor()) {
    restart(id, record.mode, now);
  } else {
    port_.requestRestart(id, record.mode);
  }
}

bool Supervision::restart(ChildId id, RestartMode mode, double now) {
  Child* child = tree_.child(id);
  if (child == nullptr || child->state == ChildState::stopping) return false;
  // Not from within its own start or one of its own events.
  const bool isItself = child->isBusy && (child->state == ChildState::starting ||
                                          child->state == ChildState::running);
  if (isItself && !child->isRestartRequested) return false;
  const bool isGroup = child->isRestartRequested &&
                       tree_.supervisor(child->supervisor)->policy.scope != RestartScope::oneForOne;
  if (!child->isRestartRequested && isBeingHalted(id)) return joinSweep(*child, mode);
  // A permit lives on in the incarnation that it was given for.
  if (!child->isRestartRequested) cancelPending(*child);
  child->isRestartRequested = false;
  child->isProbe = false;
  // Whoever takes the group down cares for the others; this one was added only now.
  if (isGroup && !isGoingDown(child->supervisor)) return restartGroup(id, mode, now);
  if (!child->isSupervisor()) return startIncarnation(id, mode, now);
  restartSupervisor(id, now);
  return true;
}

bool Supervision::joinSweep(Child& child, RestartMode mode) {
  for (const Child* at = &child; at != nullptr;) {
    const SupervisorNode& node = *tree_.supervisor(at->supervisor);
    if (node.sweep != nullptr && node.sweep->phase == Sweep::Phase::stopping) return false;
    at = tree_.child(node.member);
  }
  const bool isDown = child.isHalted || child.state == ChildState::stopped;
  if (!isDown) return true;
  child.isHalted = true;
  child.hasMode = true;
  child.failures().mode = mode;
  return true;
}

bool Supervision::startIncarnation(ChildId id, RestartMode mode, double now) {
  Child* child = tree_.child(id);
  if (child->state == ChildState::running) {
    child->failures().availability.goDown(now, child->startedAt, false);
  }
  enter(*child, ChildState::starting);
  child->hasMode = false;
  child->hasFinishedEarly = false;
  child->isGivenUp = false;
  child->isStoppedTogether = false;
  child->isRetired = false;
  child->isBusy = true;
  const std::uint32_t epoch = child->epoch;
  const bool isNew = child->actor == kNoActor;
  if (isNew) child->isBeingMade = true;
  ++restartDepth_;
  const bool isStarted = isNew ? port_.startChild(id) : port_.restart(child->actor, mode);
  --restartDepth_;
  child = tree_.child(id);
  if (child == nullptr) return isStarted;
  if (isNew) child->isBeingMade = false;
  // Who starts a child by call deals with its failure.
  const bool hasFailed = child->hasFailedInTrial && !child->isTrial;
  if (hasFailed) child->hasFailedInTrial = false;
  FailureRecord& record = child->failures();
  if (isStarted && child->isTrial) {
    log(EventType::childStarted, now, id, *child);
  } else if (isStarted) {
    ++record.restartCount;
    log(EventType::childRestarted, now, id, *child, record.restartCount);
  }
  child->isBusy = false;
  // It may have failed again, been stopped or been taken down meanwhile.
  if (child->epoch != epoch) return isStarted;
  if (!isStarted) {
    enter(*child, ChildState::failed);
    record.decider = child->supervisor;
    child->isUnreported = true;
    if (hasFailed) failAfterStart(id, now);
    return false;
  }
  const bool hasFinished = child->hasFinishedEarly;
  child->startedAt = now;
  record.availability.comeUp(now);
  child->isFailedStart = false;
  enter(*child, ChildState::running);
  awaitStability(id, *child, now);
  beginWatch(id, *child, now);
  goOnAfter(*child, id);
  child->isTrial = false;
  if (hasFinished) {
    child->isFailedStart = true;
    finished(id, now);
  } else if (hasFailed) {
    failAfterStart(id, now);
  } else if (!child->hasFailedInTrial) {
    resumeActor(id);
  }
  return true;
}

void Supervision::failAfterStart(ChildId id, double now) {
  const SupervisorId at = tree_.child(id)->supervisor;
  if (noteFailure(id, at, now) == FailureVerdict::decide) port_.decide(id, at);
}

void Supervision::resumeActor(ChildId id) {
  Child* child = tree_.child(id);
  child->isBusy = true;
  ++restartDepth_;
  do {
    child->isResumeRequested = false;
    port_.resume(child->actor);
    child = tree_.child(id);
  } while (child != nullptr && child->isResumeRequested && child->state == ChildState::running);
  --restartDepth_;
  if (child == nullptr) return;
  child->isResumeRequested = false;
  child->isBusy = false;
}

bool Supervision::restartGroup(ChildId id, RestartMode mode, double now) {
  Child& child = *tree_.child(id);
  const SupervisorId supervisor = child.supervisor;
  SupervisorNode& node = *tree_.supervisor(supervisor);
  enter(child, ChildState::starting);
  child.isHalted = true;
  child.hasMode = true;
  child.failures().mode = mode;
  const ChildId first = node.policy.scope == RestartScope::oneForAll ? node.first : id;
  if (Sweep* sweep = node.sweep.get()) {
    // What the sweep has started again before the new failure stays, unless it is in scope.
    sweep->firstToStart = earlier(sweep->firstToStart, first);
    sweep->firstToHalt =
        sweep->phase == Sweep::Phase::halting ? earlier(sweep->firstToHalt, first) : first;
    sweep->phase = Sweep::Phase::halting;
    sweep->began = ++sweepSerial_;
    sweep->culprit = id;
    const Child* awaited = tree_.child(sweep->waitsFor);
    // The others depend on an elder one that they wait for, and now this group does, too.
    const bool isInGroup = awaited == nullptr || awaited->order >= tree_.child(first)->order;
    if (isInGroup) sweep->waitsFor = kNoChild;
    sweep->orderLimit = tree_.nextOrder();
    sweep->cursor = tree_.lastWithin(supervisor);
    runSweep(supervisor, now);
  } else {
    Sweep begun;
    begun.firstToHalt = first;
    begun.firstToStart = first;
    begun.culprit = id;
    beginSweep(supervisor, begun, now);
  }
  const Child* after = tree_.child(id);
  return after != nullptr && (after->state == ChildState::running || after->isHalted);
}

void Supervision::restartSupervisor(ChildId id, double now) {
  startSupervisor(id, now);
  Sweep sweep;
  sweep.clearsDynamic = true;
  beginSweep(tree_.child(id)->inner, sweep, now);
}

void Supervision::startSupervisor(ChildId id, double now) {
  Child& child = *tree_.child(id);
  SupervisorNode& inner = *tree_.supervisor(child.inner);
  FailureRecord& record = child.failures();
  inner.isClosing = false;
  inner.hasHaltedChildren = false;
  inner.restarts.clear();
  forgetCircuit(child.inner, now);
  ++record.restartCount;
  if (child.state == ChildState::running) {
    record.availability.goDown(now, child.startedAt, false);
  }
  child.startedAt = now;
  record.availability.comeUp(now);
  child.hasMode = false;
  child.isGivenUp = false;
  child.isStoppedTogether = false;
  child.isRetired = false;
  child.isFailedStart = false;
  enter(child, ChildState::running);
  log(EventType::childRestarted, now, id, child, record.restartCount);
  awaitStability(id, child, now);
  goOnAfter(child, id);
}

RestartMode Supervision::groupMode(const Child& child) const {
  if (child.hasMode) return child.record->mode;
  const Strategy* strategy = strategies_.find(child.strategy);
  const bool isRestart = strategy != nullptr && strategy->directive == Directive::restart;
  return isRestart ? strategy->mode : RestartMode::fresh;
}

bool Supervision::retryNow(ChildId id, double now) {
  Child* child = tree_.child(id);
  if (child == nullptr) return false;
  if (child->state == ChildState::backingOff) {
    timers_.cancel(child->record->timer);
    child->record->timer = {};
    fireRestart(id, now);
    return true;
  }
  if (child->state != ChildState::parked) return false;
  unpark(*child);
  child->isProbe = true;
  enter(*child, ChildState::failed);
  port_.decide(id, child->record->decider);
  return true;
}

}  // namespace statewarden
