// What the readers of one node's transitions share.
#pragma once

#include <string>

#include "chart/parse/event_table.hpp"
#include "chart/parse/transition_reader.hpp"

namespace statewarden {

/// The node whose config is being read, and the table that its transitions go into.
struct EventScope {
  ChartDraft& draft;
  TransitionReader& transitions;
  NodeIndex node = kNone;
  EventTable& table;

  [[nodiscard]] const ConfigValue& config() const { return draft.config(node); }
  [[nodiscard]] IssueCollector& issues() const { return draft.issues(); }

  /// Reads the transitions for an event in place of those it had.
  void set(std::string event, const ConfigValue& value) const {
    const DescriptorIndex descriptor = draft.intern(std::move(event));
    table.set(descriptor, transitions.readAll(node, value));
  }
};

}  // namespace statewarden
