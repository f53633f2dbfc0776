#include <algorithm>
#include <unordered_map>

#include "chart/config/json_text.hpp"
#include "interpreter/state_value.hpp"

namespace statewarden {
namespace {

class StateWriter {
 public:
  StateWriter(const Chart& chart, const StateKey& state) : chart_(chart), state_(state) {
    for (const NodeIndex node : state.nodes) {
      if (chart.node(node).parent != kNone) children_[chart.node(node).parent].push_back(node);
    }
    for (auto& [parent, list] : children_) putIntegerKeysFirst(list);
  }

  [[nodiscard]] std::string write() {
    out_ = "{\"value\":";
    writeValue(0);
    out_ += ",\"nodes\":[";
    for (const NodeIndex node : state_.nodes) {
      separate();
      out_ += std::to_string(node);
    }
    out_ += "],\"history\":{";
    for (const HistoryRecord& record : state_.history) writeRecord(record);
    out_ += "}}";
    return std::move(out_);
  }

 private:
  /// Orders siblings as a JavaScript object orders their keys.
  void putIntegerKeysFirst(std::vector<NodeIndex>& siblings) const {
    const auto others =
        std::stable_partition(siblings.begin(), siblings.end(),
                              [&](NodeIndex node) { return chart_.node(node).hasIntegerKey; });
    std::sort(siblings.begin(), others);
  }

  void separate() {
    if (out_.back() != '{' && out_.back() != '[') out_ += ',';
  }

  void writeKey(const std::string& key) {
    separate();
    appendJsonString(out_, key);
    out_ += ':';
  }

  void writeValue(NodeIndex node) {
    const auto found = children_.find(node);
    if (found == children_.end()) {
      out_ += "{}";
      return;
    }
    const auto& texts = chart_.data().texts;
    const NodeIndex first = found->second.front();
    if (chart_.node(node).type == NodeType::compound && chart_.isAtomic(first)) {
      appendJsonString(out_, texts[first].key);
      return;
    }
    out_ += '{';
    for (const NodeIndex child : found->second) {
      writeKey(texts[child].key);
      writeValue(child);
    }
    out_ += '}';
  }

  void writeRecord(const HistoryRecord& record) {
    const auto& texts = chart_.data().texts;
    writeKey(texts[record.history].id);
    out_ += '[';
    for (const NodeIndex node : record.nodes) {
      separate();
      appendJsonString(out_, texts[node].id);
    }
    out_ += ']';
  }

  const Chart& chart_;
  const StateKey& state_;
  std::unordered_map<NodeIndex, std::vector<NodeIndex>> children_;
  std::string out_;
};

}  // namespace

std::string writeState(const Chart& chart, const StateKey& state) {
  return StateWriter(chart, state).write();
}

}  // namespace statewarden
