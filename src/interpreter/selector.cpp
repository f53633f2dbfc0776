#include "interpreter/selector.hpp"

namespace statewarden {
namespace {

void add(Selection& selection, const Chart& chart, IndexRange transitions, NodeIndex group) {
  for (TransitionIndex index = transitions.begin; index < transitions.end; ++index) {
    const SlotIndex guard = chart.transition(index).guard;
    selection.candidates.push_back({.transition = index, .group = group, .guard = guard});
    selection.hasGuards = selection.hasGuards || guard != kNone;
  }
}

}  // namespace

void Selector::forEvent(const StateKey& state, std::span<const DescriptorIndex> descriptors,
                        Selection& selection) {
  selection.clear();
  if (descriptors.empty()) return;
  tree_.build(state.nodes);
  tree_.visitChildrenFirst(0, [&](NodeIndex node) {
    const IndexRange on = chart_.node(node).on;
    for (const DescriptorIndex descriptor : descriptors) {
      for (std::uint32_t entry = on.begin; entry < on.end; ++entry) {
        const DescriptorTransitions& handled = chart_.data().descriptorTransitions[entry];
        if (handled.descriptor == descriptor) add(selection, chart_, handled.transitions, node);
      }
    }
  });
}

void Selector::eventless(const StateKey& state, Selection& selection) const {
  selection.clear();
  for (const NodeIndex leaf : state.nodes) {
    if (!chart_.isAtomic(leaf)) continue;
    for (NodeIndex node = leaf; node != kNone; node = chart_.node(node).parent) {
      add(selection, chart_, chart_.node(node).always, leaf);
    }
  }
}

}  // namespace statewarden
