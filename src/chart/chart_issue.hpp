// What can be wrong with a config, and where.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace statewarden {

enum class ChartIssueCode : std::uint8_t {
  /// The text is not JSON; line and column say where.
  malformedJson,
  /// A JSON object has the same key twice.
  duplicateKey,
  /// The text has more bytes, values, states or id characters than the limits allow.
  tooLarge,
  /// The nesting is deeper than the limits allow.
  tooDeep,
  /// A value has another JSON type than the key needs.
  wrongType,
  /// A key that no statechart knows, or that has no effect at this place (a warning).
  unknownKey,
  /// A target that names no state.
  unknownTarget,
  /// Targets that cannot be active together, or a name that fits several states.
  ambiguousTarget,
  /// A compound state without `initial`.
  missingInitial,
  /// An `initial` that names no child (a warning where it has no effect).
  unknownInitial,
  /// A default entry that leads back to itself through a history state, and so never ends.
  endlessEntry,
  /// Two states with the same id.
  duplicateId,
  /// A delay that is NaN, negative, infinite or beyond 2^53 ms.
  invalidDelay,
  /// An event descriptor that can never match (a warning), or the empty or missing one.
  invalidDescriptor,
  /// A state type or history kind that does not exist or contradicts its children.
  invalidType,
  /// A version 4 key that version 5 has replaced (`cond` is an error, the others warnings).
  outdatedKey,
};

/// Returns the code's stable name in kebab-case, as users see it.
[[nodiscard]] std::string_view chartIssueName(ChartIssueCode code);

/// One finding, with a JSON Pointer to the fault and a sentence that says what to do.
struct ChartIssue {
  ChartIssueCode code = ChartIssueCode::malformedJson;
  bool isWarning = false;
  std::string pointer;
  std::string message;
  /// 1-based position in the text; the column counts characters, not bytes.
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

}  // namespace statewarden
