// The transitions taken when no target says where to go: initial ones and defaults of history.
#include "chart/parse/config_members.hpp"
#include "chart/parse/implementation_reader.hpp"
#include "chart/parse/nearest_name.hpp"
#include "chart/parse/transition_reader.hpp"

namespace statewarden {

namespace {

void reportMissingInitial(ChartDraft& draft, NodeIndex node) {
  const bool hasChild = draft.data.nodes[node].end > node + 1;
  std::string advice = "add 'initial' and 'states'";
  if (hasChild) advice = "add \"initial\": " + quoteName(draft.data.texts[node + 1].key);
  draft.issues().error(ChartIssueCode::missingInitial, draft.config(node),
                       "missing 'initial' of the compound state", advice);
}

void reportUnknownInitial(ChartDraft& draft, NodeIndex node, const ConfigValue& where,
                          std::string_view name) {
  constexpr NodeIndex kMostCompared = 4096;
  const auto& nodes = draft.data.nodes;
  NearestName nearest(name);
  NodeIndex child = node + 1;
  for (NodeIndex i = 0; i < kMostCompared && child < nodes[node].end; ++i) {
    nearest.offer(draft.data.texts[child].key);
    child = nodes[child].end;
  }
  std::string advice = nearest.question();
  if (advice.empty()) advice = "'initial' takes the key of a direct child";
  const bool hasEffect = nodes[node].type != NodeType::history;
  const std::string problem = "unknown initial state " + quoteName(name);
  if (hasEffect) {
    draft.issues().error(ChartIssueCode::unknownInitial, where, problem, advice);
  } else {
    draft.issues().warning(ChartIssueCode::unknownInitial, where, problem, advice);
  }
}

// An adapter may give the node itself, alone or as the only element of an array.
ConfigValue singleTarget(const ConfigValue& value) {
  return value.is(ConfigKind::array) && value.childCount() == 1 ? value.children().front() : value;
}

}  // namespace

NodeIndex TransitionReader::readInitialTarget(NodeIndex node, const ConfigValue& value) {
  const ConfigValue target = singleTarget(value);
  if (target.is(ConfigKind::number)) {
    const NodeIndex child = targets_.byNumber(target);
    if (child != kNone && draft_.data.nodes[child].parent != node) {
      reportUnknownInitial(draft_, node, target, target.source());
      return kNone;
    }
    return child;
  }
  const auto key = readString(target, draft_.issues());
  if (!key) return kNone;
  const NodeIndex child = draft_.names.child(node, *key);
  if (child == kNone) reportUnknownInitial(draft_, node, target, *key);
  return child;
}

TransitionIndex TransitionReader::readInitial(NodeIndex node) {
  const ConfigValue initial = draft_.config(node).find("initial");
  const bool isNode = initial.is(ConfigKind::number);
  if (!initial.exists() || (isFalsy(initial) && !isNode)) {
    if (draft_.data.nodes[node].type == NodeType::compound) reportMissingInitial(draft_, node);
    return kNone;
  }
  Transition transition;
  transition.source = node;
  NodeIndex target = kNone;
  if (initial.is(ConfigKind::object)) {
    checkKeys(initial, kInitialKeys, draft_.issues());
    const ConfigValue named = initial.find("target");
    if (named.exists()) {
      target = readInitialTarget(node, named);
    } else {
      draft_.issues().error(ChartIssueCode::missingInitial, initial, "missing 'target'",
                            "name a direct child there");
    }
    transition.actions = readActions(draft_, node, initial.find("actions"));
  } else {
    target = readInitialTarget(node, initial);
  }
  if (target == kNone) return kNone;
  transition.targets = draft_.addTargets({target});
  return add(transition);
}

TransitionIndex TransitionReader::readHistoryDefault(NodeIndex node) {
  Transition transition;
  transition.source = node;
  transition.targets = targets_.ofHistory(node, draft_.config(node).find("target"));
  return transition.targets.empty() ? kNone : add(transition);
}

}  // namespace statewarden
