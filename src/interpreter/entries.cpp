#include "interpreter/entries.hpp"

#include <algorithm>

#include "interpreter/targets.hpp"

namespace statewarden {
namespace {

class EntryCollector {
 public:
  EntryCollector(const Chart& chart, const StateKey& state, EntrySet& entries)
      : chart_(chart), state_(state), entries_(entries) {}

  void addTransition(const Transition& transition, NodeIndex domain) {
    bool hasHistory = false;
    for (const NodeIndex target : chart_.targets(transition)) {
      const bool isHistory = chart_.node(target).type == NodeType::history;
      hasHistory = hasHistory || isHistory;
      const bool isEntered =
          transition.source != target || transition.source != domain || transition.reenter;
      if (!isHistory && isEntered) entries_.insertByDefault(target);
      addDescendants(target);
    }
    const bool isRootReentry = chart_.node(transition.source).parent == kNone && transition.reenter;
    const NodeIndex reentryDomain = isRootReentry ? kNone : domain;
    if (hasHistory) {
      for (const NodeIndex target : effectiveTargets(chart_, transition, state_)) {
        addAncestorsUpTo(target, domain, reentryDomain);
      }
    } else {
      for (const NodeIndex target : chart_.targets(transition)) {
        addAncestorsUpTo(target, domain, reentryDomain);
      }
    }
  }

  void addByDefault(NodeIndex node) {
    entries_.insertByDefault(node);
    addDescendants(node);
  }

 private:
  /// Adds the ancestors below a transition's domain, and the other regions of a parallel domain.
  void addAncestorsUpTo(NodeIndex target, NodeIndex domain, NodeIndex reentryDomain) {
    addProperAncestors(target, domain, reentryDomain);
    if (domain != kNone && chart_.node(domain).type == NodeType::parallel) {
      addAncestor(domain, reentryDomain);
    }
  }

  void addProperAncestors(NodeIndex node, NodeIndex upTo, NodeIndex reentryDomain) {
    if (node == upTo) return;
    for (NodeIndex up = chart_.node(node).parent; up != kNone && up != upTo;
         up = chart_.node(up).parent) {
      addAncestor(up, reentryDomain);
    }
  }

  void addAncestor(NodeIndex ancestor, NodeIndex reentryDomain) {
    if (reentryDomain == kNone || chart_.isDescendant(ancestor, reentryDomain)) {
      entries_.insert(ancestor);
    }
    if (chart_.node(ancestor).type == NodeType::parallel) addRegions(ancestor, false);
  }

  void addDescendants(NodeIndex index) {
    switch (chart_.node(index).type) {
      case NodeType::history:
        addHistory(index);
        break;
      case NodeType::compound:
        addInitialOf(index);
        break;
      case NodeType::parallel:
        addRegions(index, true);
        break;
      case NodeType::atomic:
      case NodeType::finalState:
        break;
    }
  }

  void addInitialOf(NodeIndex index) {
    const TransitionIndex initial = chart_.node(index).initial;
    if (initial == kNone) return;
    const NodeIndex target = chart_.targets(chart_.transition(initial)).front();
    if (chart_.node(target).type != NodeType::history) entries_.insertByDefault(target);
    addDescendants(target);
    addProperAncestors(target, index, kNone);
  }

  void addRegions(NodeIndex index, bool byDefault) {
    const NodeIndex end = chart_.node(index).end;
    for (NodeIndex child = index + 1; child < end; child = chart_.node(child).end) {
      if (chart_.node(child).type == NodeType::history || entries_.entersBelow(child)) continue;
      entries_.insert(child);
      if (byDefault) entries_.markDefault(child);
      addDescendants(child);
    }
  }

  void addHistory(NodeIndex index) {
    if (const HistoryRecord* record = state_.record(index)) {
      addRemembered(index, record->nodes);
      return;
    }
    // History defaults that point at each other would go on for ever.
    if (std::ranges::find(openHistories_, index) != openHistories_.end()) return;
    openHistories_.push_back(index);
    const NodeIndex parent = chart_.node(index).parent;
    const StateNode& owner = chart_.node(parent);
    const bool usesInitial = chart_.node(index).historyDefault == kNone &&
                             owner.type != NodeType::parallel && owner.initial != kNone;
    if (usesInitial) entries_.markDefault(parent);
    addRemembered(index, historyDefaultTargets(chart_, index));
    openHistories_.pop_back();
  }

  void addRemembered(NodeIndex history, const std::vector<NodeIndex>& targets) {
    for (const NodeIndex target : targets) {
      if (chart_.node(target).type != NodeType::history) entries_.insert(target);
      addDescendants(target);
    }
    for (const NodeIndex target : targets) {
      addProperAncestors(target, chart_.node(history).parent, kNone);
    }
  }

  const Chart& chart_;
  const StateKey& state_;
  EntrySet& entries_;
  std::vector<NodeIndex> openHistories_;
};

}  // namespace

void collectEntries(const Chart& chart, const TransitionDomains& domains,
                    std::span<const TransitionIndex> transitions, const StateKey& state,
                    EntrySet& entries) {
  EntryCollector collector(chart, state, entries);
  for (const TransitionIndex index : transitions) {
    collector.addTransition(chart.transition(index), domains.domain(index, state));
  }
}

void collectInitialEntries(const Chart& chart, NodeIndex node, EntrySet& entries) {
  const StateKey empty;
  EntryCollector(chart, empty, entries).addByDefault(node);
}

}  // namespace statewarden
