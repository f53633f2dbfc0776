// A set of state nodes for repeated computations.
#pragma once

#include <algorithm>
#include <vector>

#include "chart/index.hpp"

namespace statewarden {

/// Remembers nodes of one chart; emptied in constant time.
class NodeSet {
 public:
  explicit NodeSet(std::uint32_t nodeCount) : stamps_(nodeCount, 0) {}

  void clear() {
    if (++current_ != 0) return;
    std::ranges::fill(stamps_, 0u);
    current_ = 1;
  }
  /// Adds a node and says whether it is new.
  bool insert(NodeIndex node) {
    if (stamps_[node] == current_) return false;
    stamps_[node] = current_;
    return true;
  }
  void erase(NodeIndex node) { stamps_[node] = 0; }
  [[nodiscard]] bool contains(NodeIndex node) const { return stamps_[node] == current_; }

 private:
  std::vector<std::uint32_t> stamps_;
  std::uint32_t current_ = 1;
};

}  // namespace statewarden
