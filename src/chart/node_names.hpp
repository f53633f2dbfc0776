// Finds nodes by what people call them.
#pragma once

#include <span>
#include <string_view>
#include <unordered_map>

#include "chart/index.hpp"
#include "chart/state_node.hpp"

namespace statewarden {

/// Indexes ids and child keys; views into the texts, which must outlive it unchanged.
class NodeNames {
 public:
  NodeNames() = default;
  /// Of nodes with the same id the first counts.
  NodeNames(std::span<const StateNode> nodes, std::span<const NodeText> texts);

  /// Finds the node with this id, or kNone.
  [[nodiscard]] NodeIndex byId(std::string_view id) const;
  /// Finds the child of `parent` with this key, or kNone.
  [[nodiscard]] NodeIndex child(NodeIndex parent, std::string_view key) const;

 private:
  struct ChildKey {
    NodeIndex parent = kNone;
    std::string_view key;
    bool operator==(const ChildKey&) const = default;
  };
  struct ChildKeyHash {
    std::size_t operator()(const ChildKey& child) const;
  };

  std::unordered_map<std::string_view, NodeIndex> ids_;
  std::unordered_map<ChildKey, NodeIndex, ChildKeyHash> children_;
};

}  // namespace statewarden
