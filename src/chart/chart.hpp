// A parsed, validated, immutable statechart in flat arrays.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "chart/descriptor.hpp"
#include "chart/index.hpp"
#include "chart/node_names.hpp"
#include "chart/slot.hpp"
#include "chart/state_node.hpp"

namespace statewarden {

/// The arrays of a chart; built by parseChart, read by the interpreter, shared by all actors.
struct ChartData {
  std::string id;
  std::string version;
  /// The static `context` as JSON text, empty when absent.
  std::string context;
  std::vector<StateNode> nodes;
  std::vector<NodeText> texts;
  std::vector<Transition> transitions;
  std::vector<NodeIndex> targets;
  std::vector<DescriptorTransitions> descriptorTransitions;
  std::vector<Descriptor> descriptors;
  std::vector<Slot> slots;
  /// Slot numbers; the ranges of entry, exit, invocations and transition actions point in here.
  std::vector<SlotIndex> slotLists;
  std::vector<Delay> delays;
  /// Microsteps allowed in one macrostep before it counts as an endless loop.
  std::uint32_t maxIterations = 10'000;
  bool hasAlways = false;
};

/// Answers questions about a chart's structure in constant time.
class Chart {
 public:
  explicit Chart(ChartData data);
  // The indexes view into the data.
  Chart(const Chart&) = delete;
  Chart& operator=(const Chart&) = delete;

  [[nodiscard]] const ChartData& data() const { return data_; }
  [[nodiscard]] const StateNode& node(NodeIndex index) const { return data_.nodes[index]; }
  [[nodiscard]] const Transition& transition(TransitionIndex index) const {
    return data_.transitions[index];
  }
  [[nodiscard]] std::uint32_t nodeCount() const {
    return static_cast<std::uint32_t>(data_.nodes.size());
  }

  /// Says whether `node` lies strictly below `ancestor`.
  [[nodiscard]] bool isDescendant(NodeIndex node, NodeIndex ancestor) const {
    return node > ancestor && node < data_.nodes[ancestor].end;
  }
  /// Says whether the node has no children to enter (atomic or final).
  [[nodiscard]] bool isAtomic(NodeIndex index) const {
    const NodeType type = data_.nodes[index].type;
    return type == NodeType::atomic || type == NodeType::finalState;
  }
  [[nodiscard]] std::span<const NodeIndex> targets(const Transition& transition) const {
    return std::span(data_.targets).subspan(transition.targets.begin, transition.targets.size());
  }
  [[nodiscard]] std::span<const SlotIndex> slotList(IndexRange range) const {
    return std::span(data_.slotLists).subspan(range.begin, range.size());
  }
  /// Lists the descriptors that match an event type: the exact one first, then wildcards, longest
  /// first; linear in the type's length.
  [[nodiscard]] std::vector<DescriptorIndex> matchingDescriptors(std::string_view eventType) const;
  /// Finds the node with this id, or kNone.
  [[nodiscard]] NodeIndex findById(std::string_view id) const { return names_.byId(id); }
  /// Finds the child of `parent` with this key, or kNone.
  [[nodiscard]] NodeIndex findChild(NodeIndex parent, std::string_view key) const {
    return names_.child(parent, key);
  }

 private:
  ChartData data_;
  NodeNames names_;
  std::unordered_map<std::string_view, DescriptorIndex> descriptors_;
};

}  // namespace statewarden
