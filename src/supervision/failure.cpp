// What happens from a failure to the question what to do about it.
#include "supervision/supervision.hpp"

namespace statewarden {

FailureVerdict Supervision::noteFailure(ChildId id, SupervisorId at, double now, bool counts) {
  Child* child = tree_.child(id);
  if (child == nullptr || tree_.supervisor(at) == nullptr) return FailureVerdict::ignored;
  if (child->isEscalated && child->record->decider == at) {
    child->isEscalated = false;
    return askCircuit(id, at, now, counts);
  }
  if (child->hasEnded() || !tree_.isWithin(child->supervisor, at)) return FailureVerdict::ignored;

  const bool isFailedStart = (child->state == ChildState::starting && !child->isHalted) ||
                             (child->state == ChildState::failed && child->isUnreported);
  const bool isNew = isFailedStart || child->state == ChildState::running;
  if (isNew && (child->isTrial || child->isBeingMade)) {
    child->hasFailedInTrial = true;
    return FailureVerdict::ignored;
  }
  FailureRecord& record = child->failures();
  ++record.errorCount;
  record.lastFailure = now;
  if (isFailedStart) {
    log(EventType::restartFailed, now, id, *child, record.attempts);
  } else {
    log(EventType::childFailed, now, id, *child, record.errorCount);
  }
  if (!isNew || isBeingHalted(id)) return FailureVerdict::ignored;

  timers_.cancel(record.timer);
  record.timer = {};
  record.uptimeAtFailure = isFailedStart ? 0 : now - child->startedAt;
  record.decider = at;
  child->isFailedStart = isFailedStart;
  child->isUnreported = false;
  child->hostQuestions = 0;
  child->isRestartRequested = false;
  child->isResumeRequested = false;
  child->hasFinishedEarly = false;
  if (child->state == ChildState::running) {
    record.availability.goDown(now, child->startedAt, true);
  }
  enter(*child, ChildState::failed);
  const std::uint32_t epoch = child->epoch;
  if (!child->isSupervisor()) port_.suspend(child->actor);
  child = tree_.child(id);
  if (child == nullptr || child->epoch != epoch) return FailureVerdict::ignored;
  return askCircuit(id, at, now, counts);
}

FailureVerdict Supervision::askCircuit(ChildId id, SupervisorId at, double now, bool counts) {
  SupervisorNode* node = tree_.supervisor(at);
  if (node == nullptr || !node->policy.hasBreaker) return FailureVerdict::decide;
  Child& child = *tree_.child(id);
  FailureRecord& record = *child.record;
  CircuitBreaker& breaker = node->gate->breaker;
  std::uint32_t generation = breaker.generation();
  const bool hasPermit = record.permitFrom == at;
  if (hasPermit) record.permitFrom = kNoSupervisor;
  const std::uint32_t permit = hasPermit ? record.permit : 0;
  if (!counts) {
    breaker.recordNeither(permit);
  } else if (hasPermit || breaker.state(now) == CircuitState::closed) {
    breaker.recordFailure(now, permit);
  }
  noteCircuit(at, generation, now);
  const bool isClosed = breaker.state(now) == CircuitState::closed;
  // Where successes count, a life that stays stable after this failure is one.
  if (isClosed && !breaker.countsSuccesses()) return FailureVerdict::decide;

  generation = breaker.generation();
  const Permit next = breaker.tryAcquire(now);
  noteCircuit(at, generation, now);
  if (next.isGranted) {
    record.permitFrom = at;
    record.permit = next.generation;
    return FailureVerdict::decide;
  }
  if (node->policy.whenOpen == WhenOpen::stop) {
    stopFailed(id, now);
    return FailureVerdict::stopped;
  }
  park(id, at, now);
  return FailureVerdict::parked;
}

void Supervision::failSupervisor(SupervisorId id, ChildId culprit, bool isOverLimit, double now) {
  SupervisorNode* node = tree_.supervisor(id);
  if (node == nullptr) return;
  if (isClosing(id)) return stopFailed(culprit, now);
  if (isGoingDown(id)) {
    // Whoever takes the supervisor down takes the culprit along, unless it was added only now.
    if (!isBeingHalted(culprit)) giveUp(culprit, id, now);
    return;
  }
  if (isOverLimit) {
    logSupervisor(EventType::supervisorLimitExceeded, now, id, node->policy.maxRestarts);
  }
  logSupervisor(EventType::supervisorFailed, now, id, node->childCount);
  // Beyond its limit a supervisor shuts down, which a transient child may do.
  const Child* member = tree_.child(node->member);
  const bool staysDown = member == nullptr || member->state == ChildState::stopped ||
                         member->traits.restartType == RestartType::temporary ||
                         (member->traits.restartType == RestartType::transient && isOverLimit);
  Sweep sweep;
  sweep.phase = staysDown ? Sweep::Phase::stopping : Sweep::Phase::halting;
  sweep.then = staysDown ? Sweep::Then::giveUp : Sweep::Then::fail;
  sweep.culprit = culprit;
  sweep.clearsDynamic = true;
  beginSweep(id, sweep, now);
}

}  // namespace statewarden
