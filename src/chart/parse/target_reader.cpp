#include "chart/parse/target_reader.hpp"

#include <algorithm>

#include "chart/parse/config_members.hpp"

namespace statewarden {

namespace {

NodeIndex commonAncestor(const std::vector<StateNode>& nodes, NodeIndex a, NodeIndex b) {
  while (a != b) {
    NodeIndex& deeper = nodes[a].depth > nodes[b].depth ? a : b;
    deeper = nodes[deeper].parent;
  }
  return a;
}

bool isTargetless(const ConfigValue& value) {
  return value.is(ConfigKind::string) && value.text().empty();
}

}  // namespace

IndexRange TargetReader::ofTransition(NodeIndex source, const ConfigValue& value) {
  return read(Grammar::transition, source, value);
}

IndexRange TargetReader::ofHistory(NodeIndex history, const ConfigValue& value) {
  return read(Grammar::history, history, value);
}

IndexRange TargetReader::ofRoute(NodeIndex node, std::string_view id) {
  const std::string target = "#" + std::string(id);
  const Resolution resolution = resolver_.byId(target);
  if (!resolution.found()) {
    advice_.report(node, draft_.config(node).find("id"), target, resolution);
    return {};
  }
  return draft_.addTargets({resolution.node});
}

IndexRange TargetReader::read(Grammar grammar, NodeIndex from, const ConfigValue& value) {
  if (!value.exists() || isTargetless(value)) return {};
  std::vector<NodeIndex> targets;
  for (const ConfigValue& target : value.oneOrMany()) {
    const NodeIndex node = readOne(grammar, from, target);
    if (node != kNone) targets.push_back(node);
  }
  if (targets.size() > 1) checkTogether(value, targets);
  return draft_.addTargets(targets);
}

NodeIndex TargetReader::readOne(Grammar grammar, NodeIndex from, const ConfigValue& value) {
  if (value.is(ConfigKind::number)) return byNumber(value);
  const auto target = readString(value, draft_.issues());
  if (!target) return kNone;
  const Resolution resolution = grammar == Grammar::history ? resolver_.ofHistory(from, *target)
                                                            : resolver_.ofTransition(from, *target);
  if (!resolution.found()) advice_.report(from, value, *target, resolution);
  return resolution.node;
}

NodeIndex TargetReader::byNumber(const ConfigValue& value) {
  const double number = value.number();
  const auto count = static_cast<double>(draft_.data.nodes.size());
  if (number >= 0 && number < count && number == static_cast<NodeIndex>(number)) {
    return static_cast<NodeIndex>(number);
  }
  draft_.issues().error(ChartIssueCode::unknownTarget, value,
                        "unknown target " + quoteName(value.source()),
                        "a number is a state's place in document order, below " +
                            std::to_string(draft_.data.nodes.size()));
  return kNone;
}

// In document order it is enough to compare neighbours: what two distant targets have in common is
// also what some neighbours between them have in common.
void TargetReader::checkTogether(const ConfigValue& where, std::vector<NodeIndex> targets) {
  const auto& nodes = draft_.data.nodes;
  std::ranges::sort(targets);
  for (std::size_t i = 1; i < targets.size(); ++i) {
    const NodeIndex common = commonAncestor(nodes, targets[i - 1], targets[i]);
    if (common == targets[i - 1] || nodes[common].type == NodeType::parallel) continue;
    draft_.issues().error(ChartIssueCode::ambiguousTarget, where,
                          "targets " + quoteName(draft_.id(targets[i - 1])) + " and " +
                              quoteName(draft_.id(targets[i])) + " cannot be active together",
                          "several targets must lie in different regions of a parallel state");
    return;
  }
}

}  // namespace statewarden
