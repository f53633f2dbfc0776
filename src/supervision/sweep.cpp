// Taking many children down and up again, a slice at a time.
#include <utility>

#include "supervision/supervision.hpp"

namespace statewarden {

void Supervision::beginSweep(SupervisorId id, Sweep sweep, double now) {
  endSweep(id);
  SupervisorNode& node = *tree_.supervisor(id);
  if (sweep.firstToHalt == kNoChild) sweep.firstToHalt = node.first;
  if (sweep.firstToStart == kNoChild) sweep.firstToStart = node.first;
  if (sweep.phase != Sweep::Phase::starting) sweep.cursor = tree_.lastWithin(id);
  sweep.serial = ++sweepSerial_;
  sweep.began = sweep.serial;
  sweep.orderLimit = tree_.nextOrder();
  node.sweep = std::make_unique<Sweep>(sweep);
  runSweep(id, now);
}

void Supervision::endSweep(SupervisorId id) {
  SupervisorNode* node = tree_.supervisor(id);
  if (node == nullptr || node->sweep == nullptr) return;
  timers_.cancel(node->sweep->timer);
  node->sweep.reset();
}

Sweep* Supervision::sweepOf(SupervisorId id, std::uint32_t serial) {
  SupervisorNode* node = tree_.supervisor(id);
  const bool isCurrent = node != nullptr && node->sweep != nullptr && node->sweep->serial == serial;
  return isCurrent ? node->sweep.get() : nullptr;
}

void Supervision::runSweep(SupervisorId id, double now) {
  const SupervisorNode* node = tree_.supervisor(id);
  if (node == nullptr || node->sweep == nullptr) return;
  Sweep* sweep = node->sweep.get();
  if (sweep->isRunning || sweep->isWaiting()) return;
  // A sweep from above takes everything along, but does not undo a stop.
  if (sweep->then != Sweep::Then::stop && isBeingHalted(node->member)) return endSweep(id);
  // Whoever stops it step by step ends what is down, too.
  const bool comesBack = sweep->then == Sweep::Then::start || sweep->then == Sweep::Then::fail;
  if (comesBack && isBeingClosed(id)) return endSweep(id);
  const std::uint32_t serial = sweep->serial;
  timers_.cancel(sweep->timer);
  sweep->timer = {};
  sweep->isRunning = true;
  bool goesOn = true;
  for (std::uint32_t steps = 0; goesOn && steps < stepsPerSlice_; ++steps) {
    goesOn = stepSweep(id, serial, now);
    ++stepCount_;
  }
  sweep = sweepOf(id, serial);
  if (sweep == nullptr) return;
  sweep->isRunning = false;
  if (!goesOn) return;
  sweep->timer = timers_.schedule(now, {.kind = TimerKind::groupRestart, .a = id, .b = serial});
  haltCulprit(*sweep);
}

bool Supervision::stepSweep(SupervisorId id, std::uint32_t serial, double now) {
  Sweep* sweep = sweepOf(id, serial);
  if (sweep == nullptr) return false;
  const ChildId visited = sweep->cursor;
  if (visited == kNoChild) return endPhase(id, now);
  if (sweep->phase == Sweep::Phase::starting) return visitForwards(visited, id, serial, now);
  sweep->cursor = visited == sweep->firstToHalt ? kNoChild : tree_.previousWithin(id, visited);
  visitBackwards(visited, id, now);
  return true;
}

bool Supervision::endPhase(SupervisorId id, double now) {
  SupervisorNode& node = *tree_.supervisor(id);
  const bool isBeginning = node.sweep->then == Sweep::Then::start && node.sweep->clearsDynamic;
  if (isBeginning && node.sweep->phase == Sweep::Phase::halting) {
    dropDynamicChildren(id);
    // A failure of one that is started again is a failure like any other.
    node.sweep->clearsDynamic = false;
  }
  const Sweep sweep = *node.sweep;
  const ChildId member = node.member;
  if (sweep.phase == Sweep::Phase::halting && sweep.then == Sweep::Then::start) {
    node.sweep->phase = Sweep::Phase::starting;
    node.sweep->cursor = sweep.firstToStart;
    return !node.sweep->isWaiting();
  }
  endSweep(id);
  switch (sweep.then) {
    case Sweep::Then::start:
      break;
    case Sweep::Then::fail:
      log(EventType::failureEscalated, now, member, *tree_.child(member), node.parent);
      port_.escalate(member, id, node.parent);
      break;
    case Sweep::Then::stop:
      if (state(member) != ChildState::stopped) end(member, EventType::childStopped, now);
      break;
    case Sweep::Then::finish:
      if (member != kNoChild) finished(member, now);
      break;
    case Sweep::Then::giveUp:
      node.restarts.clear();
      events_.record(EventType::gaveUp, now, sweep.culprit, id);
      if (Child* child = tree_.child(member); child != nullptr && !child->hasEnded()) {
        cancelPending(*child);
        // Nobody asked for this end: it counts for an auto-shutdown above.
        child->isGivenUp = true;
        end(member, EventType::childStopped, now);
      }
      port_.gaveUp(sweep.culprit, id);
      break;
  }
  return false;
}

void Supervision::visitBackwards(ChildId id, SupervisorId root, double now) {
  const Sweep& sweep = *tree_.supervisor(root)->sweep;
  Child& child = *tree_.child(id);
  const bool isHalting = sweep.phase == Sweep::Phase::halting;
  // A stop goes on by itself; it has children to stop that were halted before it.
  if (isHalting && (isBeingStopped(child) || isBeingClosed(child.supervisor))) return;
  if (child.isSupervisor()) endSweep(child.inner);
  if (!isHalting) return stopInSweep(id, child, now);
  const bool comesBack = comesBackFrom(child, root);
  if (comesBack) tree_.supervisor(child.supervisor)->hasHaltedChildren = true;
  if (!comesBack && child.isSupervisor() && tree_.supervisor(child.inner)->hasHaltedChildren) {
    // It was to come back when its children were visited; a call has changed that.
    child.isHalted = false;
    child.isStoppedTogether = child.isStoppedTogether || child.state != ChildState::stopped;
    stopSupervisor(id, now);
  } else if (child.state == ChildState::stopped) {
    child.isHalted = comesBack;
  } else if (comesBack) {
    haltChild(id, child, now);
  } else {
    stopInSweep(id, child, now);
  }
}

void Supervision::haltChild(ChildId id, Child& child, double now) {
  if (child.isHalted) return;
  const bool wasRunning = child.state == ChildState::running;
  const bool keepsDelays = groupMode(child) == RestartMode::lastGood;
  cancelPending(child);
  if (wasRunning) child.failures().availability.goDown(now, child.startedAt, false);
  enter(child, ChildState::starting);
  child.isHalted = true;
  log(EventType::childHalted, now, id, child, wasRunning ? now - child.startedAt : 0);
  if (child.isSupervisor()) return;
  const ActorId actor = child.actor;
  if (wasRunning) port_.suspend(actor);
  port_.haltActor(actor, keepsDelays);
}

void Supervision::haltCulprit(Sweep& sweep) {
  if (sweep.then != Sweep::Then::start) return;
  const Child* child = tree_.child(std::exchange(sweep.culprit, kNoChild));
  if (child == nullptr || !child->isHalted || child->isSupervisor()) return;
  port_.haltActor(child->actor, groupMode(*child) == RestartMode::lastGood);
}

void Supervision::stopInSweep(ChildId id, Child& child, double now) {
  if (child.state == ChildState::stopped) child.isHalted = false;
  if (child.state == ChildState::stopped) return;
  if (child.state == ChildState::stopping && !child.isSupervisor()) return;
  cancelPending(child);
  child.isStoppedTogether = true;
  enter(child, ChildState::stopping);
  // What is below a supervisor was visited before it.
  if (child.isSupervisor()) return end(id, EventType::childStopped, now);
  port_.requestStop(id);
}

bool Supervision::visitForwards(ChildId id, SupervisorId root, std::uint32_t serial, double now) {
  Sweep& sweep = *tree_.supervisor(root)->sweep;
  Child& child = *tree_.child(id);
  const bool isSupervisor = child.isSupervisor();
  if (const ChildId left = leftToItself(child, root); left != kNoChild) {
    sweep.cursor = tree_.nextWithin(root, left, false);
    return true;
  }
  sweep.cursor = tree_.nextWithin(root, id, isSupervisor && child.isHalted);
  if (!child.isHalted) return true;
  if (isSupervisor) {
    startSupervisor(id, now);
    dropDynamicChildren(child.inner);
    return true;
  }
  const SupervisorId supervisor = child.supervisor;
  startIncarnation(id, groupMode(child), now);
  return awaitSettled(unsettledFrom(id, supervisor, root), root, serial, now);
}

bool Supervision::awaitSettled(ChildId id, SupervisorId root, std::uint32_t serial, double now) {
  Sweep* sweep = sweepOf(root, serial);
  if (id == kNoChild || sweep == nullptr || sweep->phase != Sweep::Phase::starting) return true;
  const Child& child = *tree_.child(id);
  SupervisorNode& node = *tree_.supervisor(child.supervisor);
  const bool isAlone = node.policy.scope == RestartScope::oneForOne;
  if (isAlone || child.supervisor == root) {
    sweep->cursor = tree_.nextWithin(root, id, false);
    if (isAlone) return true;
    sweep->waitsFor = id;
    haltCulprit(*sweep);
    return false;
  }
  // Those behind it depend on it: they are left to a sweep of their own that waits.
  sweep->cursor = tree_.nextWithin(root, node.member, false);
  if (node.sweep != nullptr) return true;
  Sweep rest;
  rest.phase = Sweep::Phase::starting;
  rest.cursor = child.next;
  rest.firstToStart = id;
  rest.firstToHalt = id;
  rest.waitsFor = id;
  beginSweep(child.supervisor, rest, now);
  return true;
}

void Supervision::goOnAfter(const Child& child, ChildId id) {
  SupervisorNode& node = *tree_.supervisor(child.supervisor);
  Sweep* sweep = node.sweep.get();
  if (sweep == nullptr || sweep->waitsFor != id) return;
  sweep->waitsFor = kNoChild;
  if (sweep->phase != Sweep::Phase::starting) return;
  sweep->timer = timers_.schedule(
      0, {.kind = TimerKind::groupRestart, .a = child.supervisor, .b = sweep->serial});
}

void Supervision::forgetInSweeps(ChildId id) {
  const Child& child = *tree_.child(id);
  for (SupervisorId at = child.supervisor; at != kNoSupervisor;) {
    const SupervisorNode& node = *tree_.supervisor(at);
    if (Sweep* sweep = node.sweep.get()) {
      const bool isForwards = sweep->phase == Sweep::Phase::starting;
      if (sweep->cursor == id && isForwards) sweep->cursor = tree_.nextWithin(at, id, false);
      if (sweep->cursor == id && !isForwards) {
        sweep->cursor = id == sweep->firstToHalt ? kNoChild : tree_.previousWithin(at, id);
      }
      if (sweep->firstToHalt == id) sweep->firstToHalt = child.next;
      if (sweep->firstToStart == id) sweep->firstToStart = child.next;
    }
    at = node.parent;
  }
}

}  // namespace statewarden
