
#include <unordered_set>
#include <utility>

#include <nlohmann/json.hpp>

#include "interpreter/configuration_completer.hpp"
#include "interpreter/state_value.hpp"

namespace statewarden {
namespace {

using Json = nlohmann::ordered_json;

/// Collects active nodes from a value, in the order in which XState lists them.
class ValueReader {
 public:
  ValueReader(const Chart& chart, std::string& error) : chart_(chart), error_(error) {}

  [[nodiscard]] bool read(const Json& value) {
    nodes_.push_back(0);
    if (!readBelow(0, value)) return false;
    ConfigurationCompleter(chart_).complete(nodes_);
    return true;
  }

  [[nodiscard]] std::vector<NodeIndex> take() { return std::move(nodes_); }

 private:
  [[nodiscard]] bool fail(std::string message) {
    error_ = std::move(message);
    return false;
  }

  [[nodiscard]] bool addChild(NodeIndex parent, const std::string& key, const char* what) {
    const NodeIndex child = chart_.findChild(parent, key);
    if (child == kNone || chart_.node(child).type == NodeType::history) {
      return fail(what + (" '" + key) + "' does not exist on '" + chart_.data().texts[parent].id +
                  "'");
    }
    nodes_.push_back(child);
    return true;
  }

  [[nodiscard]] bool readBelow(NodeIndex index, const Json& value) {
    if (value.is_string()) return addChild(index, value.get_ref<const std::string&>(), "State");
    if (!value.is_object()) return fail("A state value must be a string or an object");
    if (value.size() > 1 && chart_.node(index).type != NodeType::parallel) {
      return fail("Only one child state of '" + chart_.data().texts[index].id +
                  "' can be active, because it is not parallel");
    }
    for (const auto& [key, inner] : value.items()) {
      if (!addChild(index, key, "Child state")) return false;
    }
    for (const auto& [key, inner] : value.items()) {
      if (!readBelow(chart_.findChild(index, key), inner)) return false;
    }
    return true;
  }

  const Chart& chart_;
  std::string& error_;
  std::vector<NodeIndex> nodes_;
};

/// Reads what can be read: a history state or a remembered state that is unknown is passed over.
std::vector<HistoryRecord> readHistory(const Chart& chart, const Json& json) {
  StateKey key;
  for (const auto& [id, nodes] : json.items()) {
    HistoryRecord record{.history = chart.findById(id), .nodes = {}};
    const bool isHistory =
        record.history != kNone && chart.node(record.history).type == NodeType::history;
    if (!isHistory || !nodes.is_array()) continue;
    const NodeIndex owner = chart.node(record.history).parent;
    for (const Json& node : nodes) {
      const NodeIndex index =
          node.is_string() ? chart.findById(node.get_ref<const std::string&>()) : kNone;
      const bool isRemembered = index != kNone && chart.isDescendant(index, owner) &&
                                chart.node(index).type != NodeType::history;
      if (isRemembered) record.nodes.push_back(index);
    }
    if (!record.nodes.empty()) key.remember(std::move(record));
  }
  return std::move(key.history);
}

}  // namespace

std::optional<StateKey> readState(const Chart& chart, std::string_view valueJson,
                                  std::string_view historyJson, std::string& error) {
  const Json value = Json::parse(valueJson, nullptr, false);
  const Json history = Json::parse(historyJson.empty() ? "{}" : historyJson, nullptr, false);
  if (value.is_discarded() || !history.is_object()) {
    error = "The snapshot's value or history is not JSON";
    return std::nullopt;
  }
  ValueReader reader(chart, error);
  if (!reader.read(value)) return std::nullopt;
  return StateKey{.nodes = reader.take(), .history = readHistory(chart, history)};
}

void keepNodes(StateKey& state, std::string_view listJson) {
  const Json list = Json::parse(listJson, nullptr, false);
  if (!list.is_array()) return;
  std::unordered_set<std::uint64_t> active(state.nodes.begin(), state.nodes.end());
  std::vector<NodeIndex> kept;
  for (const Json& node : list) {
    if (node.is_number_unsigned() && active.erase(node.get<std::uint64_t>()) > 0) {
      kept.push_back(node.get<NodeIndex>());
    }
  }
  if (!kept.empty()) state.nodes = std::move(kept);
}

}  // namespace statewarden
