// The active nodes as a tree, in the key order of the state value.
#pragma once

#include <vector>

#include "chart/chart.hpp"
#include "interpreter/configuration_completer.hpp"

namespace statewarden {

/// Links the active nodes of a state; reused from state to state.
class ActiveTree {
 public:
  explicit ActiveTree(const Chart& chart);

  /// Links these nodes, completed if need be: siblings in the given order, but integer keys first
  /// as in JavaScript objects.
  void build(const std::vector<NodeIndex>& nodes);
  /// Returns the leaf that alone makes up the value of an active compound node, or kNone.
  [[nodiscard]] NodeIndex leafOf(NodeIndex node) const {
    const NodeIndex eldest = links_[node].eldest;
    const bool isLeaf =
        chart_.node(node).type == NodeType::compound && eldest != kNone && chart_.isAtomic(eldest);
    return isLeaf ? eldest : kNone;
  }
  /// Returns the first active child of an active node, or kNone.
  [[nodiscard]] NodeIndex firstChild(NodeIndex node) const { return links_[node].first; }
  /// Returns the next active sibling, or kNone.
  [[nodiscard]] NodeIndex nextSibling(NodeIndex node) const { return links_[node].next; }
  /// Visits the active nodes from `top` down, children before parents; no recursion.
  template <typename Visit>
  void visitChildrenFirst(NodeIndex top, Visit visit) const;

 private:
  struct Links {
    /// The child that was linked first, and the first and last one in key order.
    NodeIndex eldest = kNone;
    NodeIndex first = kNone;
    NodeIndex last = kNone;
    NodeIndex next = kNone;
  };

  void append(NodeIndex parent, NodeIndex node);
  [[nodiscard]] NodeIndex deepestFirst(NodeIndex node) const;

  const Chart& chart_;
  ConfigurationCompleter completer_;
  std::vector<NodeIndex> nodes_;
  std::vector<Links> links_;
};

template <typename Visit>
void ActiveTree::visitChildrenFirst(NodeIndex top, Visit visit) const {
  NodeIndex node = deepestFirst(top);
  while (true) {
    visit(node);
    if (node == top) return;
    const NodeIndex next = links_[node].next;
    node = next == kNone ? chart_.node(node).parent : deepestFirst(next);
  }
}

}  // namespace statewarden
