// Managing single children by call.
#include "supervision/supervision.hpp"

namespace statewarden {
namespace {

/// Returns why a child that is not stopped can be neither started nor deleted, else ok.
ManagementVerdict verdictUnlessStopped(ChildPresence presence) {
  switch (presence) {
    case ChildPresence::absent:
      return ManagementVerdict::notFound;
    case ChildPresence::running:
      return ManagementVerdict::running;
    case ChildPresence::restarting:
      return ManagementVerdict::restarting;
    case ChildPresence::stopped:
      return ManagementVerdict::ok;
  }
  return ManagementVerdict::ok;
}

}  // namespace

ChildPresence Supervision::presence(ChildId id) const {
  const Child* child = tree_.child(id);
  if (child == nullptr) return ChildPresence::absent;
  switch (child->state) {
    case ChildState::running:
    case ChildState::stopping:
      return ChildPresence::running;
    case ChildState::stopped:
      if (child->isHalted) return ChildPresence::restarting;
      return child->isRetired ? ChildPresence::absent : ChildPresence::stopped;
    default:
      return ChildPresence::restarting;
  }
}

ManagementVerdict Supervision::terminateChild(ChildId id, double now) {
  if (presence(id) == ChildPresence::absent) return ManagementVerdict::notFound;
  tree_.child(id)->isStoppedTogether = false;
  stop(id, now);
  return ManagementVerdict::ok;
}

ManagementVerdict Supervision::restartChild(ChildId id, double now) {
  const ManagementVerdict verdict = verdictUnlessStopped(presence(id));
  if (verdict != ManagementVerdict::ok) return verdict;
  Child* child = tree_.child(id);
  if (isBelowOneThatEnds(child->supervisor)) return ManagementVerdict::goingDown;
  if (child->isSupervisor() || isBeingHalted(id)) {
    const bool isUnderWay = restart(id, RestartMode::fresh, now);
    return isUnderWay || !isBeingHalted(id) ? ManagementVerdict::ok : ManagementVerdict::goingDown;
  }
  child->isTrial = true;
  child->hasFailedInTrial = false;
  startIncarnation(id, RestartMode::fresh, now);
  child = tree_.child(id);
  if (child == nullptr) return ManagementVerdict::notFound;
  child->isTrial = false;
  const bool hasFailed = child->hasFailedInTrial;
  child->hasFailedInTrial = false;
  if (hasFailed && child->state == ChildState::running) {
    // It did start; what came then is a failure like any other.
    failAfterStart(id, now);
    return ManagementVerdict::ok;
  }
  if (child->state != ChildState::failed) return ManagementVerdict::ok;
  if (hasFailed) {
    ++child->failures().errorCount;
    child->failures().lastFailure = now;
    log(EventType::restartFailed, now, id, *child);
  }
  cancelPending(*child);
  enter(*child, ChildState::stopped);
  return ManagementVerdict::startFailed;
}

ManagementVerdict Supervision::deleteChild(ChildId id) {
  const ManagementVerdict verdict = verdictUnlessStopped(presence(id));
  if (verdict != ManagementVerdict::ok) return verdict;
  retireChild(id);
  return ManagementVerdict::ok;
}

void Supervision::retireChild(ChildId id) {
  Child* child = tree_.child(id);
  if (child == nullptr) return;
  if (child->traits.isDynamic || child->state != ChildState::stopped) return removeChild(id);
  child->isRetired = true;
  child->isHalted = false;
}

ChildCounts Supervision::countChildren(SupervisorId id) const {
  ChildCounts counts;
  const SupervisorNode* node = tree_.supervisor(id);
  if (node == nullptr) return counts;
  for (ChildId at = node->first; at != kNoChild;) {
    const Child& child = *tree_.child(at);
    const ChildPresence where = presence(at);
    at = child.next;
    if (where == ChildPresence::absent) continue;
    ++counts.specs;
    ++(child.isSupervisor() ? counts.supervisors : counts.workers);
    if (where == ChildPresence::running) ++counts.active;
    if (where == ChildPresence::restarting) ++counts.restarting;
  }
  return counts;
}

void Supervision::markStoppedTogether(ChildId id) {
  Child* child = tree_.child(id);
  if (child != nullptr && child->state == ChildState::stopped) child->isStoppedTogether = true;
}

ChildId Supervision::lastChild(SupervisorId id) const {
  const SupervisorNode* node = tree_.supervisor(id);
  return node == nullptr ? kNoChild : presentFrom(node->last);
}

ChildId Supervision::previousChild(ChildId id) const {
  const Child* child = tree_.child(id);
  return child == nullptr ? kNoChild : presentFrom(child->previous);
}

ChildId Supervision::presentFrom(ChildId id) const {
  while (id != kNoChild && presence(id) == ChildPresence::absent) id = tree_.child(id)->previous;
  return id;
}

void Supervision::setActor(ChildId id, ActorId actor) {
  if (Child* child = tree_.child(id)) child->actor = actor;
}

void Supervision::dropDynamicChildren(SupervisorId id) {
  for (ChildId at = tree_.supervisor(id)->first; at != kNoChild;) {
    const Child& child = *tree_.child(at);
    const ChildId next = child.next;
    if (child.traits.isDynamic && child.state == ChildState::stopped) removeChild(at);
    at = next;
  }
}

}  // namespace statewarden
