// What was meant by a target that names nothing.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "chart/parse/chart_draft.hpp"
#include "chart/parse/target_resolver.hpp"

namespace statewarden {

/// Explains unknown targets; slow, and used only for issues that will be shown.
class TargetAdvice {
 public:
  TargetAdvice(ChartDraft& draft, const TargetResolver& resolver)
      : draft_(draft), resolver_(resolver) {}

  /// Reports a target that names nothing, with the nearest name that does.
  void report(NodeIndex source, const ConfigValue& where, std::string_view target,
              const Resolution& resolution);

 private:
  struct Namesakes {
    NodeIndex first = kNone;
    NodeIndex second = kNone;
  };

  void reportAmbiguous(const ConfigValue& where, std::string_view target, const Namesakes& nodes);
  [[nodiscard]] Namesakes namesakes(std::string_view key);
  [[nodiscard]] bool isBareOnRoot(NodeIndex source, std::string_view target) const;
  /// Returns a target that differs only in the way it is written.
  [[nodiscard]] std::string meantFrom(NodeIndex source, std::string_view target) const;
  [[nodiscard]] std::string nearest(NodeIndex source, std::string_view target,
                                    const Resolution& resolution) const;
  [[nodiscard]] std::string nearestChild(NodeIndex parent, const Resolution& resolution) const;
  [[nodiscard]] std::string nearestId(std::string_view id) const;
  /// Writes the target that leads to a node from everywhere.
  [[nodiscard]] std::string addressOf(NodeIndex node) const;

  ChartDraft& draft_;
  const TargetResolver& resolver_;
  std::unordered_map<std::string_view, Namesakes> byKey_;
};

}  // namespace statewarden
