// Chart -> JSON text for the host.
#include "chart/config/js_number.hpp"
#include "chart/config/json_writer.hpp"
#include "chart/parse_chart.hpp"

namespace statewarden {

namespace {

std::string_view typeName(NodeType type) {
  switch (type) {
    case NodeType::atomic:
      return "atomic";
    case NodeType::compound:
      return "compound";
    case NodeType::parallel:
      return "parallel";
    case NodeType::finalState:
      return "final";
    case NodeType::history:
      return "history";
  }
  return "";
}

std::string_view kindName(SlotKind kind) {
  switch (kind) {
    case SlotKind::action:
      return "action";
    case SlotKind::guard:
      return "guard";
    case SlotKind::delay:
      return "delay";
    case SlotKind::output:
      return "output";
    case SlotKind::invocation:
      return "invocation";
  }
  return "";
}

class ChartDescription {
 public:
  explicit ChartDescription(const Chart& chart) : chart_(chart), data_(chart.data()) {}

  [[nodiscard]] std::string write() {
    out_.open('{');
    out_.key("id").string(data_.id).key("version").string(data_.version);
    out_.key("hasAlways").boolean(data_.hasAlways);
    out_.key("maxIterations").number(data_.maxIterations);
    out_.key("context").raw(data_.context.empty() ? "null" : data_.context);
    writeNodes();
    writeSlots();
    out_.key("descriptors").open('[');
    for (const Descriptor& descriptor : data_.descriptors) out_.string(descriptor.text);
    out_.close(']');
    writeTransitions();
    writeDelays();
    out_.close('}');
    return out_.take();
  }

 private:
  void writeNodes() {
    out_.key("nodes").open('[');
    for (NodeIndex index = 0; index < data_.nodes.size(); ++index) {
      writeNode(data_.nodes[index], data_.texts[index]);
    }
    out_.close(']');
  }

  void writeNode(const StateNode& node, const NodeText& text) {
    out_.open('{');
    out_.key("key").string(text.key).key("id").string(text.id);
    out_.key("type").string(typeName(node.type));
    out_.key("parent").index(node.parent);
    out_.key("tags").open('[');
    for (const std::string& tag : text.tags) out_.string(tag);
    out_.close(']');
    if (!text.meta.empty()) out_.key("meta").raw(text.meta);
    if (!text.description.empty()) out_.key("description").string(text.description);
    if (node.type == NodeType::history) {
      out_.key("history").string(node.history == HistoryKind::deep ? "deep" : "shallow");
    }
    out_.key("initial").index(node.initial);
    out_.close('}');
  }

  void writeSlots() {
    out_.key("slots").open('[');
    for (const Slot& slot : data_.slots) {
      out_.open('{');
      out_.key("kind").string(kindName(slot.kind)).key("node").index(slot.node);
      out_.key("name").string(slot.name).key("id").string(slot.id);
      out_.key("definition").raw(slot.definition).key("pointer").string(slot.pointer);
      out_.close('}');
    }
    out_.close(']');
  }

  // Which descriptor each transition belongs to; kNone for eventless and default ones.
  [[nodiscard]] std::vector<DescriptorIndex> descriptorsOfTransitions() const {
    std::vector<DescriptorIndex> result(data_.transitions.size(), kNone);
    for (const DescriptorTransitions& group : data_.descriptorTransitions) {
      for (TransitionIndex index = group.transitions.begin; index < group.transitions.end;
           ++index) {
        result[index] = group.descriptor;
      }
    }
    return result;
  }

  void writeTransitions() {
    const std::vector<DescriptorIndex> descriptors = descriptorsOfTransitions();
    out_.key("transitions").open('[');
    for (TransitionIndex index = 0; index < data_.transitions.size(); ++index) {
      const Transition& transition = data_.transitions[index];
      out_.open('{').key("source").index(transition.source).key("targets").open('[');
      for (const NodeIndex target : chart_.targets(transition)) out_.index(target);
      out_.close(']').key("guard").index(transition.guard).key("actions").open('[');
      for (const SlotIndex action : chart_.slotList(transition.actions)) out_.index(action);
      out_.close(']').key("reenter").boolean(transition.reenter);
      out_.key("descriptor").index(descriptors[index]).close('}');
    }
    out_.close(']');
  }

  void writeDelays() {
    out_.key("delays").open('[');
    for (const Delay& delay : data_.delays) {
      out_.open('{').key("node").index(delay.node).key("milliseconds");
      out_.raw(delay.slot == kNone ? formatJsNumber(delay.milliseconds) : "null");
      out_.key("slot").index(delay.slot).key("descriptor").index(delay.descriptor).close('}');
    }
    out_.close(']');
  }

  const Chart& chart_;
  const ChartData& data_;
  JsonWriter out_;
};

}  // namespace

std::string describeChart(const Chart& chart) {
  return ChartDescription(chart).write();
}

}  // namespace statewarden
