// Fills in what a list of active nodes leaves out.
#pragma once

#include <vector>

#include "chart/chart.hpp"
#include "interpreter/entry_set.hpp"
#include "interpreter/node_set.hpp"

namespace statewarden {

/// Completes configurations as XState does for its state values (getAllStateNodes): a restored
/// value may be partial, and history targets can leave a node without entering it again.
class ConfigurationCompleter {
 public:
  explicit ConfigurationCompleter(const Chart& chart);

  /// Appends missing initial descendants, regions and ancestors; linear in the result.
  void complete(std::vector<NodeIndex>& nodes);

 private:
  void add(std::vector<NodeIndex>& nodes, NodeIndex node);
  void addInitial(std::vector<NodeIndex>& nodes, NodeIndex node);

  const Chart& chart_;
  NodeSet active_;
  /// Nodes with an active child.
  NodeSet filled_;
  EntrySet entries_;
};

}  // namespace statewarden
