// Whom work on many children concerns.
#include "supervision/supervision.hpp"

namespace statewarden {

bool Supervision::isClosingNow(const SupervisorNode& node) const {
  if (!node.isClosing) return false;
  return node.member == kNoChild || state(node.member) != ChildState::stopped;
}

bool Supervision::isBeingClosed(SupervisorId id) const {
  return tree_.holdsUpwards(id, [this](const SupervisorNode& node) { return isClosingNow(node); });
}

bool Supervision::isBeingStopped(const Child& child) const {
  if (child.state == ChildState::stopping) return true;
  // Below a supervisor that has ended there may be children that were started since.
  const SupervisorNode* node = tree_.supervisor(child.inner);
  if (node == nullptr) return false;
  return isClosingNow(*node) || (node->sweep != nullptr && node->sweep->then == Sweep::Then::stop);
}

bool Supervision::comesBackFrom(const Child& child, SupervisorId root) const {
  const Sweep& sweep = *tree_.supervisor(root)->sweep;
  for (const Child* at = &child;;) {
    const SupervisorNode& node = *tree_.supervisor(at->supervisor);
    // A supervisor that begins anew has all the children that it began with.
    const bool beginsAnew = sweep.clearsDynamic || at->supervisor != root;
    const bool isTemporary = at->traits.restartType == RestartType::temporary;
    if (beginsAnew && at->traits.isDynamic) return false;
    const bool isForgotten = !beginsAnew && (isTemporary || at->isRetired);
    const bool isMissed = beginsAnew && !at->isStoppedOnPurpose;
    const bool revives = at->isStoppedTogether || isMissed || node.policy.reviveStopped;
    const bool isRevived = revives && at->stoppedAfter < sweep.began;
    // Whoever is down to be started again stays so, whatever takes its siblings down meanwhile.
    if (!at->isHalted && (isForgotten || (at->hasEnded() && !isRevived))) return false;
    if (at->supervisor == root) return true;
    at = tree_.child(node.member);
  }
}

bool Supervision::isUnsettled(const Child& child) const {
  if (child.hasEnded()) return false;
  if (child.state != ChildState::running) return true;
  return child.isSupervisor() && tree_.supervisor(child.inner)->isEnding();
}

ChildId Supervision::unsettledFrom(ChildId id, SupervisorId supervisor, SupervisorId root) const {
  const auto isUnsettledChild = [this](ChildId at) {
    const Child* child = tree_.child(at);
    return child != nullptr && isUnsettled(*child);
  };
  ChildId found = isUnsettledChild(id) ? id : kNoChild;
  while (supervisor != root) {
    const SupervisorNode* node = tree_.supervisor(supervisor);
    if (node == nullptr) break;
    if (isUnsettledChild(node->member)) found = node->member;
    supervisor = node->parent;
  }
  return found;
}

ChildId Supervision::leftToItself(const Child& child, SupervisorId root) const {
  for (const Child* at = &child; at->supervisor != root;) {
    const SupervisorNode& node = *tree_.supervisor(at->supervisor);
    const Child* member = tree_.child(node.member);
    if (member->state != ChildState::running || node.isClosing) return node.member;
    if (const Sweep* own = node.sweep.get()) {
      const Child* first = tree_.child(own->firstToStart);
      const bool isCovered = first != nullptr && at->order >= first->order;
      if (isCovered || own->endsSupervisor()) return node.member;
    }
    at = member;
  }
  return kNoChild;
}

bool Supervision::isBeingHalted(ChildId id) const {
  const Child* child = tree_.child(id);
  const std::uint64_t order = child == nullptr ? 0 : child->order;
  bool isSpared = false;
  while (child != nullptr) {
    const SupervisorNode& node = *tree_.supervisor(child->supervisor);
    isSpared = isSpared || isClosingNow(node);
    const Sweep* sweep = node.sweep.get();
    const bool takesDown = sweep != nullptr && sweep->phase != Sweep::Phase::starting &&
                           !(isSpared && sweep->phase == Sweep::Phase::halting);
    if (takesDown && order < sweep->orderLimit) {
      const Child* first = tree_.child(sweep->firstToHalt);
      if (first != nullptr && child->order >= first->order) return true;
    }
    child = tree_.child(node.member);
  }
  return false;
}

bool Supervision::isGoingDown(SupervisorId id) const {
  const SupervisorNode& node = *tree_.supervisor(id);
  return node.isEnding() || isBeingHalted(node.member);
}

bool Supervision::isBelowOneThatEnds(SupervisorId id) const {
  return tree_.holdsUpwards(id, [](const SupervisorNode& node) { return node.isEnding(); });
}

ChildId Supervision::earlier(ChildId left, ChildId right) const {
  const Child* a = tree_.child(left);
  const Child* b = tree_.child(right);
  if (a == nullptr || b == nullptr) return a == nullptr ? right : left;
  return a->order <= b->order ? left : right;
}

}  // namespace statewarden
