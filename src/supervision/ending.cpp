// How children end: by a stop, by themselves, together with their supervisor.
#include "supervision/supervision.hpp"

namespace statewarden {

void Supervision::stop(ChildId id, double now) {
  Child* child = tree_.child(id);
  if (child == nullptr || child->isEnding) return;
  child->stoppedAfter = sweepSerial_;
  // An end that somebody asks for is not one by itself, though a failure led up to it.
  if (child->state != ChildState::stopping) child->isGivenUp = false;
  // A group restart may be about to revive it.
  if (child->state == ChildState::stopped) child->isHalted = false;
  if (child->isSupervisor()) return stopSupervisor(id, now);
  if (child->state == ChildState::stopped) return;
  cancelPending(*child);
  enter(*child, ChildState::stopping);
  child->isEnding = true;
  port_.stop(child->actor);
  child = tree_.child(id);
  if (child == nullptr) return;
  child->isEnding = false;
  end(id, EventType::childStopped, now);
}

void Supervision::finished(ChildId id, double now) {
  Child* child = tree_.child(id);
  if (child == nullptr) return;
  if (child->state == ChildState::starting && child->isBusy) {
    child->hasFinishedEarly = true;
    return;
  }
  if (child->state != ChildState::running) return;
  confirmStability(id, now);
  const bool isPermanent = child->traits.restartType == RestartType::permanent;
  if (!isPermanent || isBeingHalted(id) || isClosing(child->supervisor)) {
    cancelPending(*child);
    return end(id, EventType::childFinished, now);
  }
  log(EventType::childFinished, now, id, *child, now - child->startedAt);
  FailureRecord& record = child->failures();
  record.uptimeAtFailure = now - child->startedAt;
  record.availability.goDown(now, child->startedAt, false);
  record.decider = child->supervisor;
  enter(*child, ChildState::failed);
  const StrategyIndex own = child->isSupervisor()
                                ? tree_.supervisor(child->supervisor)->policy.defaultStrategy
                                : child->strategy;
  const Strategy* strategy = strategies_.find(own);
  // An end is not a failure: only a restart strategy has anything to say about how.
  const bool isRestart = strategy != nullptr && strategy->directive == Directive::restart;
  const StrategyIndex granted = isRestart ? own : kNoStrategy;
  decideRestart(id, granted, strategyOr(granted), now);
}

void Supervision::end(ChildId id, EventType type, double now) {
  Child* child = tree_.child(id);
  const SupervisorId supervisor = child->supervisor;
  const bool isByItself = type == EventType::childFinished || child->isGivenUp;
  const bool isSignificant = child->traits.isSignificant;
  child->isGivenUp = false;
  child->isStoppedOnPurpose = !isByItself;
  if (child->record != nullptr) child->record->availability.end(now, child->startedAt);
  enter(*child, ChildState::stopped);
  log(type, now, id, *child, now - child->startedAt);
  goOnAfter(*child, id);
  port_.ended(id);
  if (isByItself && isSignificant) shutDownIfDue(supervisor, now);
}

void Supervision::stopSupervisor(ChildId id, double now) {
  Child& child = *tree_.child(id);
  const SupervisorId inner = child.inner;
  const Sweep* running = tree_.supervisor(inner)->sweep.get();
  if (running != nullptr && running->then == Sweep::Then::stop) return;
  tree_.supervisor(inner)->hasHaltedChildren = false;
  // Below one that is stopped there may be children that were added or restarted since.
  if (child.state != ChildState::stopped) {
    cancelPending(child);
    enter(child, ChildState::stopping);
  }
  Sweep sweep;
  sweep.phase = Sweep::Phase::stopping;
  sweep.then = Sweep::Then::stop;
  beginSweep(inner, sweep, now);
}

void Supervision::closeSupervisor(SupervisorId id) {
  SupervisorNode* node = tree_.supervisor(id);
  if (node == nullptr) return;
  node->isClosing = true;
  Child* member = tree_.child(node->member);
  if (member == nullptr) return;
  // A restart that is due, of itself or of those above, would begin anew what is being stopped.
  const bool isWaiting =
      member->state == ChildState::backingOff || member->state == ChildState::parked;
  cancelPending(*member);
  member->isHalted = false;
  if (isWaiting) enter(*member, ChildState::starting);
}

bool Supervision::isLeaving(const Child& child) const {
  return isClosing(child.isSupervisor() ? child.inner : child.supervisor);
}

bool Supervision::isClosing(SupervisorId id) const {
  return tree_.holdsUpwards(id, [](const SupervisorNode& node) { return node.isClosing; });
}

bool Supervision::hasSignificantChildren(const SupervisorNode& node) const {
  if (node.significantCount > 0) return true;
  // One that has ended may be about to come back with its siblings.
  for (const Child* at = tree_.child(node.first); at != nullptr; at = tree_.child(at->next)) {
    if (at->traits.isSignificant && at->isHalted) return true;
  }
  return false;
}

void Supervision::shutDownIfDue(SupervisorId id, double now) {
  const SupervisorNode* node = tree_.supervisor(id);
  if (node == nullptr) return;
  if (isClosing(id) || node->isEnding()) return;
  switch (node->policy.autoShutdown) {
    case AutoShutdown::never:
      return;
    case AutoShutdown::allSignificant:
      if (hasSignificantChildren(*node)) return;
      break;
    case AutoShutdown::anySignificant:
      break;
  }
  // Those whose end is the reason come back with the supervisor.
  for (ChildId at = node->first; at != kNoChild;) {
    const Child& child = *tree_.child(at);
    if (child.traits.isSignificant && !child.isStoppedOnPurpose) markStoppedTogether(at);
    at = child.next;
  }
  Sweep sweep;
  sweep.phase = Sweep::Phase::stopping;
  sweep.then = Sweep::Then::finish;
  beginSweep(id, sweep, now);
}

}  // namespace statewarden
