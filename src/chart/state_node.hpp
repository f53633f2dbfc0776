// A state node of a chart, as the interpreter reads it.
#pragma once

#include <string>
#include <vector>

#include "chart/index.hpp"

namespace statewarden {

enum class NodeType : std::uint8_t { atomic, compound, parallel, finalState, history };
enum class HistoryKind : std::uint8_t { none, shallow, deep };

/// The transitions of one node for one event descriptor, in config order.
struct DescriptorTransitions {
  DescriptorIndex descriptor = kNone;
  IndexRange transitions;
};

/// One `after` key of a node: a timer that runs while the node is active.
struct Delay {
  NodeIndex node = kNone;
  /// Milliseconds, finite and not negative; meaningful only when `slot` is kNone.
  double milliseconds = 0;
  /// Asks the host for the delay (a named or computed delay), or kNone.
  SlotIndex slot = kNone;
  /// The descriptor `xstate.after.<delay>.<node id>`.
  DescriptorIndex descriptor = kNone;
};

/// What happens in a node; its descendants are the nodes (index, end).
struct StateNode {
  NodeIndex parent = kNone;
  NodeIndex end = 0;
  std::uint32_t depth = 0;
  NodeType type = NodeType::atomic;
  HistoryKind history = HistoryKind::none;
  /// Says that the key is a canonical array index, which JavaScript orders before other keys.
  bool hasIntegerKey = false;
  /// Says that the node has children of type history.
  bool hasHistoryChild = false;
  /// The transition into the default child of a compound node (one target), or kNone.
  TransitionIndex initial = kNone;
  /// The default transition of a history node (explicit `target`; source is that node), or kNone.
  TransitionIndex historyDefault = kNone;
  /// Slots of the entry and exit actions, in order; ranges into ChartData::slotLists.
  IndexRange entry;
  IndexRange exit;
  /// Eventless transitions, in order; a range into ChartData::transitions.
  IndexRange always;
  /// Range into ChartData::descriptorTransitions, in config order.
  IndexRange on;
  /// Slots of the invocations, in order; a range into ChartData::slotLists.
  IndexRange invocations;
  /// Range into ChartData::delays, in JavaScript key order.
  IndexRange delays;
  /// Computes the output of a final node or of the root, or kNone.
  SlotIndex output = kNone;
  /// The descriptor `xstate.done.state.<id>`; kNone for nodes that never raise it, that is all
  /// but compound and parallel ones.
  DescriptorIndex doneDescriptor = kNone;
};

/// What is read only when a node is described to people.
struct NodeText {
  std::string key;
  std::string id;
  std::vector<std::string> tags;
  /// JSON text, empty when absent.
  std::string meta;
  std::string description;
};

/// A transition with resolved targets.
struct Transition {
  NodeIndex source = kNone;
  /// Range into ChartData::targets; empty for a targetless transition.
  IndexRange targets;
  SlotIndex guard = kNone;
  /// Range into ChartData::slotLists.
  IndexRange actions;
  bool reenter = false;
};

}  // namespace statewarden
