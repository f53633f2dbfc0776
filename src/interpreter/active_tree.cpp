#include "interpreter/active_tree.hpp"

namespace statewarden {

ActiveTree::ActiveTree(const Chart& chart)
    : chart_(chart), completer_(chart), links_(chart.nodeCount()) {}

void ActiveTree::build(const std::vector<NodeIndex>& nodes) {
  nodes_ = nodes;
  completer_.complete(nodes_);
  for (const NodeIndex node : nodes_) links_[node] = {};
  for (const NodeIndex node : nodes_) {
    if (chart_.node(node).parent != kNone) append(chart_.node(node).parent, node);
  }
}

void ActiveTree::append(NodeIndex parent, NodeIndex node) {
  Links& family = links_[parent];
  if (family.first == kNone) {
    family.eldest = family.first = family.last = node;
    return;
  }
  if (leafOf(parent) != kNone) return;
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
