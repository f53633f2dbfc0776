// Config -> transitions.
#pragma once

#include <vector>

#include "chart/parse/config_keys.hpp"
#include "chart/parse/target_reader.hpp"

namespace statewarden {

/// Reads transitions of every kind; they become part of the chart when they are added to it.
class TransitionReader {
 public:
  explicit TransitionReader(ChartDraft& draft) : draft_(draft), targets_(draft) {}

  /// Reads one transition or an array of them.
  [[nodiscard]] std::vector<Transition> readAll(NodeIndex source, const ConfigValue& value);
  /// Reads a transition from the root to a node with a route.
  [[nodiscard]] Transition readRoute(NodeIndex node, const ConfigValue& route);
  /// Reads the transition into a node's default child; kNone when it has none.
  [[nodiscard]] TransitionIndex readInitial(NodeIndex node);
  /// Reads a history node's own default; kNone when it has none.
  [[nodiscard]] TransitionIndex readHistoryDefault(NodeIndex node);

 private:
  void read(NodeIndex source, const ConfigValue& value, std::vector<Transition>& result);
  [[nodiscard]] NodeIndex readInitialTarget(NodeIndex node, const ConfigValue& value);
  [[nodiscard]] TransitionIndex add(const Transition& transition);

  ChartDraft& draft_;
  TargetReader targets_;
};

}  // namespace statewarden
