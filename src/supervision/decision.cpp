// What a strategy's decision comes to.
#include <cmath>

#include "supervision/supervision.hpp"

namespace statewarden {
namespace {

/// Fallbacks of fallbacks that are followed; more can only be a circle.
constexpr int kMaxFallbacks = 8;

}  // namespace

void Supervision::apply(ChildId id, StrategyIndex index, SupervisorId at, double now) {
  Child* child = tree_.child(id);
  if (child == nullptr || child->state != ChildState::failed) return;
  if (child->isUnreported || child->isEscalated || child->record->decider != at) return;
  for (int hops = 0; hops <= kMaxFallbacks; ++hops) {
    const Strategy* found = strategies_.find(index);
    if (found == nullptr) break;
    const Strategy strategy = *found;
    switch (strategy.directive) {
      case Directive::restart:
        return decideRestart(id, index, strategy, now);
      case Directive::stop:
        return decideStop(id, index, strategy, now);
      case Directive::escalate:
        return escalate(id, strategy, now);
      case Directive::resume:
        if (decideResume(id, index, strategy, now)) return;
        if (strategy.fallback == kHostDecides && child->hostQuestions < kMaxFallbacks) {
          ++child->hostQuestions;
          return port_.decide(id, at);
        }
        index = strategy.fallback;
    }
  }
  stopFailed(id, now);
}

void Supervision::decideRestart(ChildId id, StrategyIndex index, const Strategy& strategy,
                                double now) {
  Child& child = *tree_.child(id);
  FailureRecord& record = *child.record;
  // Whoever takes it down decides whether it comes back.
  if (isBeingHalted(id)) return;
  if (child.traits.restartType == RestartType::temporary || isLeaving(child)) {
    return stopFailed(id, now);
  }
  record.applied = index;
  record.mode = strategy.mode;
  if (!child.isFailedStart && record.uptimeAtFailure >= strategy.resetTimeout) record.attempts = 0;
  if (record.restarts.isFull(now, strategy.limit, strategy.window)) {
    return exceedLimit(id, strategy, now);
  }
  const SupervisorNode* decider = tree_.supervisor(record.decider);
  if (decider != nullptr &&
      decider->restarts.isFull(now, decider->policy.maxRestarts, decider->policy.window)) {
    return failSupervisor(record.decider, id, true, now);
  }
  if (strategy.hasCleanup && !child.isSupervisor()) return startCleanup(id, strategy, now);
  beginBackoff(id, now);
}

void Supervision::decideStop(ChildId id, StrategyIndex index, const Strategy& strategy,
                             double now) {
  Child& child = *tree_.child(id);
  child.record->applied = index;
  child.isGivenUp = true;
  if (strategy.hasCleanup && !child.isSupervisor()) return startCleanup(id, strategy, now);
  stopFailed(id, now);
}

bool Supervision::decideResume(ChildId id, StrategyIndex index, const Strategy& strategy,
                               double now) {
  Child& child = *tree_.child(id);
  FailureRecord& record = *child.record;
  if (isBeingHalted(id)) return true;
  // There is no good state to go on with.
  if (child.isFailedStart) {
    stopFailed(id, now);
    return true;
  }
  if (record.resumes.isFull(now, strategy.limit, strategy.window)) {
    log(EventType::limitExceeded, now, id, child, strategy.limit);
    return false;
  }
  record.resumes.add(now, strategy.limit, strategy.window);
  record.applied = index;
  child.isProbe = false;
  log(EventType::childResumed, now, id, child, record.errorCount);
  if (child.isSupervisor()) {
    // Its children are down already; going on means to have them again.
    restartSupervisor(id, now);
    return true;
  }
  record.availability.comeUp(now);
  enter(child, ChildState::running);
  awaitStability(id, child, now);
  beginWatch(id, child, now);
  goOnAfter(child, id);
  if (child.isBusy) {
    child.isResumeRequested = true;
  } else {
    resumeActor(id);
  }
  return true;
}

void Supervision::escalate(ChildId id, const Strategy& strategy, double now) {
  Child& child = *tree_.child(id);
  FailureRecord& record = *child.record;
  const SupervisorId at = record.decider;
  if (strategy.failsSupervisor) return failSupervisor(at, id, false, now);
  const SupervisorNode* node = tree_.supervisor(at);
  const SupervisorId parent = node == nullptr ? kNoSupervisor : node->parent;
  if (parent == kNoSupervisor) return giveUp(id, at, now);
  log(EventType::failureEscalated, now, id, child, parent);
  if (strategy.stopActor) {
    stopFailed(id, now);
  } else {
    releasePermit(child);
    record.decider = parent;
    child.isProbe = false;
    child.isEscalated = true;
  }
  port_.escalate(id, at, parent);
}

void Supervision::exceedLimit(ChildId id, const Strategy& strategy, double now) {
  Child& child = *tree_.child(id);
  log(EventType::limitExceeded, now, id, child, strategy.limit);
  if (strategy.onLimit == OnLimit::escalate) {
    escalate(id, Strategy(), now);
  } else {
    giveUp(id, child.record->decider, now);
  }
}

void Supervision::giveUp(ChildId id, SupervisorId at, double now) {
  log(EventType::gaveUp, now, id, *tree_.child(id));
  stopFailed(id, now);
  port_.gaveUp(id, at);
}

void Supervision::stopFailed(ChildId id, double now) {
  Child& child = *tree_.child(id);
  cancelPending(child);
  child.isGivenUp = true;
  if (child.isSupervisor()) return stopSupervisor(id, now);
  enter(child, ChildState::stopping);
  port_.requestStop(id);
}

void Supervision::startCleanup(ChildId id, const Strategy& strategy, double now) {
  Child& child = *tree_.child(id);
  enter(child, ChildState::cleaningUp);
  log(EventType::cleanupStarted, now, id, child, strategy.cleanupTimeout);
  if (std::isfinite(strategy.cleanupTimeout)) {
    startTimer(id, child, TimerKind::cleanup, now + strategy.cleanupTimeout);
  }
  port_.cleanUp(id, child.record->applied, child.epoch);
}

void Supervision::cleanedUp(ChildId id, std::uint32_t token, bool succeeded, double now) {
  Child* child = tree_.child(id);
  if (child == nullptr || child->state != ChildState::cleaningUp || child->epoch != token) return;
  timers_.cancel(child->record->timer);
  child->record->timer = {};
  log(EventType::cleanupEnded, now, id, *child, succeeded ? 1 : 0);
  endCleanup(id, now);
}

void Supervision::giveUpCleanup(ChildId id, double now) {
  const Child& child = *tree_.child(id);
  const double timeout = strategyOr(child.record->applied).cleanupTimeout;
  const std::uint32_t epoch = child.epoch;
  log(EventType::cleanupTimedOut, now, id, child, timeout);
  port_.cleanupTimedOut(id, timeout);
  const Child* after = tree_.child(id);
  if (after != nullptr && after->epoch == epoch) endCleanup(id, now);
}

void Supervision::endCleanup(ChildId id, double now) {
  if (tree_.child(id)->isGivenUp) {
    stopFailed(id, now);
  } else {
    beginBackoff(id, now);
  }
}

}  // namespace statewarden
