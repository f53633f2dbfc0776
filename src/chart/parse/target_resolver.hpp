// Which node a target names.
#pragma once

#include <string>
#include <string_view>

#include "chart/parse/chart_draft.hpp"

namespace statewarden {

/// The node that a target names, or what is missing.
struct Resolution {
  NodeIndex node = kNone;
  /// The node that has no such child; kNone when the first part already names nothing.
  NodeIndex parent = kNone;
  /// The key or id that names nothing, and the part of the target before it.
  std::string missing = {};
  std::string before = {};

  [[nodiscard]] bool found() const { return node != kNone; }
};

/// Resolves targets by XState's grammar: `#id.path`, `.child`, `sibling.path`.
class TargetResolver {
 public:
  explicit TargetResolver(const ChartDraft& draft) : draft_(draft) {}

  /// Resolves a transition's target, seen from the transition's source.
  [[nodiscard]] Resolution ofTransition(NodeIndex source, std::string_view target) const;
  /// Resolves the default target of a history node, which is a path from its parent or an id.
  [[nodiscard]] Resolution ofHistory(NodeIndex history, std::string_view target) const;
  /// Resolves `#id` or `#id.path`.
  [[nodiscard]] Resolution byId(std::string_view target) const;

 private:
  [[nodiscard]] Resolution byPath(NodeIndex from, std::string_view path) const;
  [[nodiscard]] Resolution walk(NodeIndex from, std::string_view path, std::size_t skipped) const;

  const ChartDraft& draft_;
};

}  // namespace statewarden
