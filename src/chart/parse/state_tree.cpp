#include "chart/parse/state_tree.hpp"

#include "chart/config/js_number.hpp"
#include "chart/parse/config_members.hpp"
#include "chart/parse/node_text.hpp"
#include "chart/parse/state_type.hpp"

namespace statewarden {

namespace {

constexpr std::string_view kDefaultMachineId = "(machine)";

// Walks with its own stack: the WebAssembly one is small, and the depth is the config's choice.
class StateTreeReader {
 public:
  explicit StateTreeReader(ChartDraft& draft) : draft_(draft) {}

  void read(const ConfigValue& root) {
    const auto id = readString(findTruthy(root, "id"), draft_.issues());
    path_ = id.value_or(kDefaultMachineId);
    draft_.data.id = path_;
    open(root, path_, kNone);
    while (!open_.empty() && !draft_.isTooLarge()) {
      Level& level = open_.back();
      path_.resize(level.pathSize);
      if (level.next == level.children.size()) {
        close();
      } else {
        const ConfigValue child = level.children[level.next++];
        path_ += '.';
        path_ += child.key();
        open(child, child.key(), level.node);
      }
    }
  }

 private:
  struct Level {
    NodeIndex node = kNone;
    std::vector<ConfigValue> children;
    std::size_t next = 0;
    std::size_t pathSize = 0;
  };

  void open(const ConfigValue& config, std::string_view key, NodeIndex parent) {
    ChartData& data = draft_.data;
    if (data.nodes.size() >= draft_.limits().maxStates) {
      draft_.refuse(config, "more than " + std::to_string(draft_.limits().maxStates) + " states",
                    "split the chart or raise maxStates");
      return;
    }
    if (!config.is(ConfigKind::object)) reportWrongType(draft_.issues(), config, "a state object");
    const auto index = static_cast<NodeIndex>(data.nodes.size());
    const StateType type = readStateType(config, parent == kNone, draft_.issues());
    StateNode& node = data.nodes.emplace_back();
    node.parent = parent;
    node.type = type.type;
    node.history = type.history;
    node.hasIntegerKey = parent != kNone && arrayIndexOf(key).has_value();
    if (parent != kNone) {
      node.depth = data.nodes[parent].depth + 1;
      data.nodes[parent].hasHistoryChild |= type.type == NodeType::history;
    }
    draft_.configs.push_back(config);
    NodeText& text = data.texts.emplace_back(readNodeText(config, draft_.issues()));
    text.key = key;
    if (text.id.empty()) text.id = path_;
    if (!draft_.charge(text.key.size() + text.id.size(), config)) return;
    open_.push_back({index, readStates(config), 0, path_.size()});
  }

  std::vector<ConfigValue> readStates(const ConfigValue& config) {
    const ConfigValue states = findTruthy(config, "states");
    if (!states.exists()) return {};
    if (states.is(ConfigKind::object)) return states.members();
    reportWrongType(draft_.issues(), states, "an object of states");
    return {};
  }

  void close() {
    draft_.data.nodes[open_.back().node].end = static_cast<NodeIndex>(draft_.data.nodes.size());
    open_.pop_back();
  }

  ChartDraft& draft_;
  std::vector<Level> open_;
  /// The default id of the innermost open node: keys from the root, whatever ids lie between.
  std::string path_;
};

void reportDuplicateIds(ChartDraft& draft) {
  IssueCollector& issues = draft.issues();
  for (NodeIndex index = 0; index < draft.data.nodes.size(); ++index) {
    const NodeIndex first = draft.names.byId(draft.id(index));
    if (first == index) continue;
    const ConfigValue given = findTruthy(draft.config(index), "id");
    const ConfigValue& where = given.exists() ? given : draft.config(index);
    if (!issues.wantsError()) {
      issues.error(ChartIssueCode::duplicateId, where, {}, {});
      continue;
    }
    issues.error(ChartIssueCode::duplicateId, where, "id " + quoteName(draft.id(index)),
                 "the state " + placeName(draft.config(first).pointer()) +
                     " has it already; give one of them another 'id'");
  }
}

}  // namespace

void readStateTree(const ConfigValue& root, ChartDraft& draft) {
  StateTreeReader(draft).read(root);
  if (draft.isTooLarge()) return;
  draft.names = NodeNames(draft.data.nodes, draft.data.texts);
  reportDuplicateIds(draft);
}

}  // namespace statewarden
