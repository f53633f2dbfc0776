#include "interpreter/active_tree.hpp"

namespace statewarden {

ActiveTree::ActiveTree(const Chart& chart)
    : chart_(chart), active_(chart.nodeCount()), links_(chart.nodeCount()) {}

void ActiveTree::build(const std::vector<NodeIndex>& nodes) {
  active_.clear();
  for (const NodeIndex node : nodes) {
    active_.insert(node);
    links_[node] = {};
  }
  for (const NodeIndex node : nodes) {
    const NodeIndex parent = chart_.node(node).parent;
    if (parent != kNone && active_.contains(parent)) append(parent, node);
  }
}

void ActiveTree::append(NodeIndex parent, NodeIndex node) {
  Links& family = links_[parent];
  if (family.first == kNone) {
    family.first = family.last = node;
    return;
  }
  if (!chart_.node(node).hasIntegerKey) {
    links_[family.last].next = node;
    family.last = node;
    return;
  }
  // Integer keys are ascending in document order and precede all others.
  NodeIndex* link = &family.first;
  while (*link != kNone && chart_.node(*link).hasIntegerKey && *link < node) {
    link = &links_[*link].next;
  }
  links_[node].next = *link;
  *link = node;
  if (links_[node].next == kNone) family.last = node;
}

NodeIndex ActiveTree::deepestFirst(NodeIndex node) const {
  while (links_[node].first != kNone) node = links_[node].first;
  return node;
}

}  // namespace statewarden
