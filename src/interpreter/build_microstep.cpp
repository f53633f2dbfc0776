#include "interpreter/build_microstep.hpp"

#include <algorithm>
#include <functional>

#include "interpreter/entries.hpp"

namespace statewarden {
namespace {

class MicrostepBuilder {
 public:
  MicrostepBuilder(const Chart& chart, const StateKey& before, StepWorkspace& workspace,
                   Microstep& step)
      : chart_(chart), before_(before), work_(workspace), step_(step) {
    work_.active.clear();
    work_.completed.clear();
    work_.entries.clear();
    for (const NodeIndex node : before.nodes) work_.active.insert(node);
    step_.operations.clear();
    step_.nextKey = before;
    step_.next = {};
    step_.changesState = false;
    step_.finishes = false;
  }

  void exit() {
    collectExits();
    for (const NodeIndex node : work_.exits) recordHistory(node);
    for (const NodeIndex node : work_.exits) {
      const StateNode& state = chart_.node(node);
      addActions(state.exit);
      for (DelayIndex d = state.delays.begin; d < state.delays.end; ++d) {
        add(OperationKind::cancelDelay, d);
      }
      for (const SlotIndex slot : chart_.slotList(state.invocations)) {
        add(OperationKind::stopInvocation, slot);
      }
      work_.active.erase(node);
    }
    std::erase_if(step_.nextKey.nodes,
                  [&](NodeIndex node) { return !work_.active.contains(node); });
  }

  void runTransitionActions() {
    for (const TransitionIndex transition : work_.transitions) {
      addActions(chart_.transition(transition).actions);
    }
  }

  void enter() {
    for (const NodeIndex node : work_.entries.inDocumentOrder()) {
      if (work_.active.insert(node)) step_.nextKey.nodes.push_back(node);
      const StateNode& state = chart_.node(node);
      addActions(state.entry);
      for (DelayIndex d = state.delays.begin; d < state.delays.end; ++d) {
        add(OperationKind::startDelay, d);
      }
      for (const SlotIndex slot : chart_.slotList(state.invocations)) {
        add(OperationKind::startInvocation, slot);
      }
      if (work_.entries.isByDefault(node) && state.initial != kNone) {
        addActions(chart_.transition(state.initial).actions);
      }
      if (state.type == NodeType::finalState) complete(node);
    }
  }

  void finish() {
    if (step_.finishes) addFinalExits();
    const bool sameNodes = step_.nextKey.nodes.size() == before_.nodes.size() &&
                           std::ranges::all_of(before_.nodes, [&](NodeIndex node) {
                             return work_.active.contains(node);
                           });
    step_.changesState = hasRecordedHistory_ || !sameNodes;
    if (!step_.changesState) {
      // An unchanged set keeps its old order too, as XState's _nodes does.
      step_.nextKey.nodes = before_.nodes;
    } else if (step_.finishes) {
      // The last state lists its nodes as they were left.
      std::ranges::sort(step_.nextKey.nodes, std::greater<>());
    } else if (!work_.keepsInsertionOrder && std::ranges::is_sorted(before_.nodes)) {
      std::ranges::sort(step_.nextKey.nodes);
    }
  }

 private:
  void add(OperationKind kind, std::uint32_t a, std::uint32_t b = kNone) {
    step_.operations.push_back({.kind = kind, .a = a, .b = b});
  }

  void addActions(IndexRange range) {
    for (const SlotIndex slot : chart_.slotList(range)) add(OperationKind::runAction, slot);
  }

  /// Collects the active nodes that lie in the exit range of a transition, last ones first.
  void collectExits() {
    std::vector<IndexRange>& ranges = work_.exitRanges;
    ranges.clear();
    for (const TransitionIndex transition : work_.transitions) {
      const IndexRange range = work_.domains.exitRange(transition, before_);
      if (!range.empty()) ranges.push_back(range);
    }
    mergeExitRanges();
    work_.exits.clear();
    for (const NodeIndex node : before_.nodes) {
      const auto after = std::ranges::upper_bound(ranges, node, {}, &IndexRange::begin);
      if (after != ranges.begin() && node < (after - 1)->end) work_.exits.push_back(node);
    }
    std::ranges::sort(work_.exits, std::greater<>());
  }

  /// Sorts the ranges, which are nested or apart, and drops the inner ones.
  void mergeExitRanges() {
    std::vector<IndexRange>& ranges = work_.exitRanges;
    if (!std::ranges::is_sorted(ranges, {}, &IndexRange::begin)) {
      std::ranges::sort(ranges, {}, &IndexRange::begin);
    }
    std::uint32_t end = 0;
    std::erase_if(ranges, [&](IndexRange range) {
      const bool isInner = range.end <= end;
      end = std::max(end, range.end);
      return isInner;
    });
  }

  void recordHistory(NodeIndex node) {
    const StateNode& owner = chart_.node(node);
    if (!owner.hasHistoryChild) return;
    for (NodeIndex child = node + 1; child < owner.end; child = chart_.node(child).end) {
      if (chart_.node(child).type != NodeType::history) continue;
      const bool isDeep = chart_.node(child).history == HistoryKind::deep;
      HistoryRecord record{.history = child, .nodes = {}};
      for (const NodeIndex active : before_.nodes) {
        const bool isRemembered = isDeep
                                      ? chart_.isAtomic(active) && chart_.isDescendant(active, node)
                                      : chart_.node(active).parent == node;
        if (isRemembered) record.nodes.push_back(active);
      }
      step_.nextKey.remember(std::move(record));
      hasRecordedHistory_ = true;
    }
  }

  [[nodiscard]] bool isInFinalState(NodeIndex index) const {
    const StateNode& node = chart_.node(index);
    if (node.type == NodeType::finalState) return true;
    if (node.type != NodeType::compound && node.type != NodeType::parallel) return false;
    for (NodeIndex child = index + 1; child < node.end; child = chart_.node(child).end) {
      const NodeType type = chart_.node(child).type;
      if (type == NodeType::history) continue;
      if (node.type == NodeType::compound) {
        if (type == NodeType::finalState && work_.active.contains(child)) return true;
      } else if (!isInFinalState(child)) {
        return false;
      }
    }
    return node.type == NodeType::parallel;
  }

  /// Queues the done events that entering a final node causes, or ends the machine.
  void complete(NodeIndex node) {
    const NodeIndex parent = chart_.node(node).parent;
    NodeIndex marker = kNone;
    if (parent != kNone) {
      const bool isRegion = chart_.node(parent).type == NodeType::parallel;
      marker = isRegion ? parent : chart_.node(parent).parent;
      if (chart_.node(parent).type == NodeType::compound) {
        add(OperationKind::raiseDone, parent, chart_.node(node).output);
      }
    }
    NodeIndex completion = marker == kNone ? node : marker;
    while (marker != kNone && chart_.node(marker).type == NodeType::parallel &&
           !work_.completed.contains(marker) && isInFinalState(marker)) {
      work_.completed.insert(marker);
      add(OperationKind::raiseDone, marker);
      completion = marker;
      marker = chart_.node(marker).parent;
    }
    if (marker != kNone) return;
    add(OperationKind::finish, completion);
    step_.finishes = true;
  }

  /// A machine that is done leaves all its states.
  void addFinalExits() {
    std::vector<NodeIndex> nodes = step_.nextKey.nodes;
    std::ranges::sort(nodes, std::greater<>());
    for (const NodeIndex node : nodes) {
      const StateNode& state = chart_.node(node);
      addActions(state.exit);
      for (DelayIndex d = state.delays.begin; d < state.delays.end; ++d) {
        add(OperationKind::cancelDelay, d);
      }
    }
  }

  const Chart& chart_;
  const StateKey& before_;
  StepWorkspace& work_;
  Microstep& step_;
  bool hasRecordedHistory_ = false;
};

}  // namespace

void buildMicrostep(const Chart& chart, const StateKey& state,
                    std::span<const TransitionIndex> selected, StepWorkspace& workspace,
                    Microstep& step) {
  step.selected.assign(selected.begin(), selected.end());
  workspace.transitions.assign(selected.begin(), selected.end());
  workspace.domains.removeConflicts(workspace.transitions, state);
  MicrostepBuilder builder(chart, state, workspace, step);
  builder.exit();
  builder.runTransitionActions();
  // The history after the exits decides what history targets mean, as in SCXML and XState.
  collectEntries(chart, workspace.domains, workspace.transitions, step.nextKey, workspace.entries);
  builder.enter();
  builder.finish();
}

void buildInitialMicrostep(const Chart& chart, StepWorkspace& workspace, Microstep& step) {
  const StateKey empty;
  step.selected.clear();
  MicrostepBuilder builder(chart, empty, workspace, step);
  collectInitialEntries(chart, 0, workspace.entries);
  builder.enter();
  builder.finish();
}

}  // namespace statewarden
