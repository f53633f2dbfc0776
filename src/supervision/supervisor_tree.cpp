#include "supervision/supervisor_tree.hpp"

#include <utility>

namespace statewarden {

SupervisorId SupervisorTree::addSupervisor(SupervisorId parent, SupervisorNode node) {
  if (parent != kNoSupervisor && supervisor(parent) == nullptr) return kNoSupervisor;
  node.parent = parent;
  const SupervisorId id = supervisors_.add(std::move(node));
  if (id == kNoSupervisor || parent == kNoSupervisor) return id;
  Child member;
  member.inner = id;
  member.traits.restartType = RestartType::permanent;
  supervisor(id)->member = addChild(parent, std::move(member));
  if (supervisor(id)->member != kNoChild) return id;
  supervisors_.remove(id);
  return kNoSupervisor;
}

ChildId SupervisorTree::addChild(SupervisorId supervisorId, Child child) {
  SupervisorNode* node = supervisor(supervisorId);
  if (node == nullptr) return kNoChild;
  child.supervisor = supervisorId;
  child.order = nextOrder_++;
  child.previous = node->last;
  const ChildId previous = node->last;
  const ChildId id = children_.add(std::move(child));
  if (id == kNoChild) return kNoChild;
  if (previous == kNoChild) {
    node->first = id;
  } else {
    this->child(previous)->next = id;
  }
  node->last = id;
  ++node->childCount;
  return id;
}

void SupervisorTree::removeChild(ChildId id) {
  const Child* child = this->child(id);
  if (child == nullptr) return;
  SupervisorNode& node = *supervisor(child->supervisor);
  (child->previous == kNoChild ? node.first : this->child(child->previous)->next) = child->next;
  (child->next == kNoChild ? node.last : this->child(child->next)->previous) = child->previous;
  --node.childCount;
  children_.remove(id);
}

void SupervisorTree::removeSupervisor(SupervisorId id) {
  const SupervisorNode* node = supervisor(id);
  if (node == nullptr) return;
  if (node->member != kNoChild) removeChild(node->member);
  supervisors_.remove(id);
}

bool SupervisorTree::isWithin(SupervisorId id, SupervisorId ancestor) const {
  while (id != ancestor) {
    const SupervisorNode* node = supervisor(id);
    if (node == nullptr) return false;
    id = node->parent;
  }
  return true;
}

ChildId SupervisorTree::deepestLast(ChildId id) const {
  while (id != kNoChild) {
    const Child& here = *child(id);
    if (!here.isSupervisor()) return id;
    const ChildId last = supervisor(here.inner)->last;
    if (last == kNoChild) return id;
    id = last;
  }
  return id;
}

ChildId SupervisorTree::lastWithin(SupervisorId root) const {
  return deepestLast(supervisor(root)->last);
}

ChildId SupervisorTree::previousWithin(SupervisorId root, ChildId id) const {
  const Child& here = *child(id);
  if (here.previous != kNoChild) return deepestLast(here.previous);
  return here.supervisor == root ? kNoChild : supervisor(here.supervisor)->member;
}

ChildId SupervisorTree::nextWithin(SupervisorId root, ChildId id, bool entersInner) const {
  const Child* here = child(id);
  if (entersInner && here->isSupervisor()) {
    const ChildId first = supervisor(here->inner)->first;
    if (first != kNoChild) return first;
  }
  while (here->next == kNoChild && here->supervisor != root) {
    here = child(supervisor(here->supervisor)->member);
  }
  return here->next;
}

}  // namespace statewarden
