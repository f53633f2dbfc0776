#include "interpreter/entry_set.hpp"

#include <algorithm>

namespace statewarden {

EntrySet::EntrySet(const Chart& chart)
    : chart_(chart),
      entered_(chart.nodeCount()),
      above_(chart.nodeCount()),
      byDefault_(chart.nodeCount()) {}

void EntrySet::clear() {
  entered_.clear();
  above_.clear();
  byDefault_.clear();
  nodes_.clear();
}

void EntrySet::insert(NodeIndex node) {
  if (!entered_.insert(node)) return;
  nodes_.push_back(node);
  NodeIndex up = chart_.node(node).parent;
  while (up != kNone && above_.insert(up)) up = chart_.node(up).parent;
}

const std::vector<NodeIndex>& EntrySet::inDocumentOrder() {
  if (!std::ranges::is_sorted(nodes_)) std::ranges::sort(nodes_);
  return nodes_;
}

}  // namespace statewarden
