// The states that a microstep enters.
#pragma once

#include <vector>

#include "chart/chart.hpp"
#include "interpreter/node_set.hpp"

namespace statewarden {

/// Collects states to enter, and those among them whose initial transition's actions run.
class EntrySet {
 public:
  explicit EntrySet(const Chart& chart);

  void clear();
  void insert(NodeIndex node);
  void insertByDefault(NodeIndex node) {
    insert(node);
    markDefault(node);
  }
  /// Has the initial transition's actions run if the node is entered.
  void markDefault(NodeIndex node) { byDefault_.insert(node); }
  [[nodiscard]] bool isByDefault(NodeIndex node) const { return byDefault_.contains(node); }
  /// Says whether a descendant of the node is to be entered.
  [[nodiscard]] bool entersBelow(NodeIndex node) const { return above_.contains(node); }
  /// Returns the nodes in document order.
  [[nodiscard]] const std::vector<NodeIndex>& inDocumentOrder();

 private:
  const Chart& chart_;
  NodeSet entered_;
  NodeSet above_;
  NodeSet byDefault_;
  std::vector<NodeIndex> nodes_;
};

}  // namespace statewarden
