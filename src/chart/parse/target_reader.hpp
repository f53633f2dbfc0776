// Config -> targets.
#pragma once

#include <vector>

#include "chart/parse/target_advice.hpp"

namespace statewarden {

/// Reads what stands under `target`: a path, a node's number in document order, or several.
class TargetReader {
 public:
  explicit TargetReader(ChartDraft& draft)
      : draft_(draft), resolver_(draft), advice_(draft, resolver_) {}

  /// Reads a transition's targets, seen from its source.
  [[nodiscard]] IndexRange ofTransition(NodeIndex source, const ConfigValue& value);
  /// Reads a history node's default targets.
  [[nodiscard]] IndexRange ofHistory(NodeIndex history, const ConfigValue& value);
  /// Resolves the target of a route to the node with this id.
  [[nodiscard]] IndexRange ofRoute(NodeIndex node, std::string_view id);
  /// Finds the node with this number; kNone, and an issue, when there is none.
  [[nodiscard]] NodeIndex byNumber(const ConfigValue& value);

 private:
  enum class Grammar : std::uint8_t { transition, history };

  [[nodiscard]] IndexRange read(Grammar grammar, NodeIndex from, const ConfigValue& value);
  [[nodiscard]] NodeIndex readOne(Grammar grammar, NodeIndex from, const ConfigValue& value);
  void checkTogether(const ConfigValue& where, std::vector<NodeIndex> targets);

  ChartDraft& draft_;
  TargetResolver resolver_;
  TargetAdvice advice_;
};

}  // namespace statewarden
