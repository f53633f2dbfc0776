// Reads members of the config's objects and reports those of the wrong type.
#pragma once

#include <optional>
#include <string_view>

#include "chart/config/config_tree.hpp"
#include "chart/parse/issue_collector.hpp"

namespace statewarden {

/// Says whether JavaScript takes the value for false: null, false, 0 or the empty string.
[[nodiscard]] bool isFalsy(const ConfigValue& value);

/// Finds a member that XState ignores when it is falsy; none then.
[[nodiscard]] ConfigValue findTruthy(const ConfigValue& object, std::string_view key);

/// Finds a member that XState ignores when it is null or undefined; none then.
[[nodiscard]] ConfigValue findNonNull(const ConfigValue& object, std::string_view key);

/// Reports that `where` should have been `expected` ("a string").
void reportWrongType(IssueCollector& issues, const ConfigValue& where, std::string_view expected,
                     std::string_view advice = {});

/// Returns a string's characters; none, and an issue, for other kinds; none for no value.
[[nodiscard]] std::optional<std::string_view> readString(const ConfigValue& value,
                                                         IssueCollector& issues);

/// Returns a boolean; false, and an issue, for other kinds; false for no value.
[[nodiscard]] bool readBoolean(const ConfigValue& value, IssueCollector& issues);

}  // namespace statewarden
