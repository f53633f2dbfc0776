// What a state of a machine is: its configuration and its history.
#pragma once

#include <cstddef>
#include <vector>

#include "chart/index.hpp"

namespace statewarden {

/// What a history node remembers.
struct HistoryRecord {
  NodeIndex history = kNone;
  std::vector<NodeIndex> nodes;

  bool operator==(const HistoryRecord&) const = default;
};

/// The active nodes in insertion order, and the history, sorted by history node.
struct StateKey {
  std::vector<NodeIndex> nodes;
  std::vector<HistoryRecord> history;

  bool operator==(const StateKey&) const = default;
  /// Finds the record of a history node, or nullptr.
  [[nodiscard]] const HistoryRecord* record(NodeIndex history) const;
  /// Replaces or adds the record of a history node.
  void remember(HistoryRecord record);
  [[nodiscard]] std::size_t hash() const;
};

}  // namespace statewarden
