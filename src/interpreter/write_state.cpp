#include "chart/config/json_text.hpp"
#include "interpreter/active_tree.hpp"
#include "interpreter/state_value.hpp"

namespace statewarden {
namespace {

class StateWriter {
 public:
  StateWriter(const Chart& chart, const StateKey& state)
      : chart_(chart), state_(state), tree_(chart) {
    tree_.build(state.nodes);
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
  void separate() {
    if (out_.back() != '{' && out_.back() != '[') out_ += ',';
  }

  void writeKey(const std::string& key) {
    separate();
    appendJsonString(out_, key);
    out_ += ':';
  }

  void writeValue(NodeIndex node) {
    if (const NodeIndex leaf = tree_.leafOf(node); leaf != kNone) {
      appendJsonString(out_, chart_.data().texts[leaf].key);
      return;
    }
    const NodeIndex first = tree_.firstChild(node);
    out_ += '{';
    for (NodeIndex child = first; child != kNone; child = tree_.nextSibling(child)) {
      writeKey(chart_.data().texts[child].key);
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
  ActiveTree tree_;
  std::string out_;
};

}  // namespace

std::string writeState(const Chart& chart, const StateKey& state) {
  return StateWriter(chart, state).write();
}

}  // namespace statewarden
