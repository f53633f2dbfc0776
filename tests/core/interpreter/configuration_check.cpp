#include "interpreter/configuration_check.hpp"

#include <set>

namespace statewarden::testing {

std::string findFault(const Chart& chart, const StateKey& state) {
  std::set<NodeIndex> active;
  std::set<NodeIndex> compoundParents;
  for (const NodeIndex index : state.nodes) {
    if (index >= chart.nodeCount()) return "an active node does not exist";
    const std::string& id = chart.data().texts[index].id;
    const StateNode& node = chart.node(index);
    if (!active.insert(index).second) return id + " is active twice";
    if (node.type == NodeType::history) return "the history node " + id + " is active";
    const bool isChoice =
        node.parent != kNone && chart.node(node.parent).type == NodeType::compound;
    if (isChoice && !compoundParents.insert(node.parent).second) {
      return "a sibling of " + id + " is active too";
    }
  }
  return "";
}

}  // namespace statewarden::testing
