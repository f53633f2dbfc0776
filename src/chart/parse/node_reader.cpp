#include "chart/parse/node_reader.hpp"

#include "chart/parse/config_members.hpp"
#include "chart/parse/event_reader.hpp"
#include "chart/parse/idle_keys.hpp"
#include "chart/parse/implementation_reader.hpp"

namespace statewarden {

namespace {

IndexRange readAlways(ChartDraft& draft, TransitionReader& transitions, NodeIndex index) {
  const ConfigValue always = findTruthy(draft.config(index), "always");
  if (!always.exists()) return {};
  const std::vector<Transition> read = transitions.readAll(index, always);
  auto& list = draft.data.transitions;
  const auto begin = static_cast<TransitionIndex>(list.size());
  list.insert(list.end(), read.begin(), read.end());
  if (!read.empty()) draft.data.hasAlways = true;
  return {begin, static_cast<TransitionIndex>(list.size())};
}

SlotIndex readOutput(ChartDraft& draft, NodeIndex index) {
  const StateNode& node = draft.data.nodes[index];
  const ConfigValue output = draft.config(index).find("output");
  const bool hasOutput = node.type == NodeType::finalState || node.parent == kNone;
  if (!output.exists() || !hasOutput) return kNone;
  return draft.addSlot(SlotKind::output, index, {}, output);
}

}  // namespace

void readNode(ChartDraft& draft, TransitionReader& transitions, NodeIndex index) {
  const ConfigValue& config = draft.config(index);
  StateNode& node = draft.data.nodes[index];
  checkKeys(config, index == 0 ? kRootKeys : kStateKeys, draft.issues());
  checkIdleKeys(draft, index);
  node.entry = readActions(draft, index, config.find("entry"));
  node.exit = readActions(draft, index, config.find("exit"));
  node.initial = transitions.readInitial(index);
  readEvents(draft, transitions, index);
  node.always = readAlways(draft, transitions, index);
  node.output = readOutput(draft, index);
  if (node.type == NodeType::history && node.parent != kNone) {
    node.historyDefault = transitions.readHistoryDefault(index);
  }
}

}  // namespace statewarden
