#include "interpreter/configuration_completer.hpp"

#include "interpreter/entries.hpp"

namespace statewarden {

ConfigurationCompleter::ConfigurationCompleter(const Chart& chart)
    : chart_(chart), active_(chart.nodeCount()), filled_(chart.nodeCount()), entries_(chart) {}

void ConfigurationCompleter::complete(std::vector<NodeIndex>& nodes) {
  active_.clear();
  filled_.clear();
  for (const NodeIndex node : nodes) {
    active_.insert(node);
    if (chart_.node(node).parent != kNone) filled_.insert(chart_.node(node).parent);
  }
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const NodeIndex index = nodes[i];
    const StateNode& node = chart_.node(index);
    if (node.type == NodeType::compound && !filled_.contains(index)) addInitial(nodes, index);
    if (node.type != NodeType::parallel) continue;
    for (NodeIndex child = index + 1; child < node.end; child = chart_.node(child).end) {
      const bool isMissing =
          chart_.node(child).type != NodeType::history && !active_.contains(child);
      if (isMissing) addInitial(nodes, child);
    }
  }
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const NodeIndex parent = chart_.node(nodes[i]).parent;
    if (parent != kNone) add(nodes, parent);
  }
}

void ConfigurationCompleter::add(std::vector<NodeIndex>& nodes, NodeIndex node) {
  if (active_.insert(node)) nodes.push_back(node);
}

void ConfigurationCompleter::addInitial(std::vector<NodeIndex>& nodes, NodeIndex node) {
  entries_.clear();
  collectInitialEntries(chart_, node, entries_);
  for (const NodeIndex entered : entries_.inDocumentOrder()) add(nodes, entered);
}

}  // namespace statewarden
