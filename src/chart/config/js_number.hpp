// Numbers as JavaScript reads, prints and orders them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace statewarden {

/// Reads a number as JavaScript's Number() does, without surrounding space; none instead of NaN.
[[nodiscard]] std::optional<double> parseJsNumber(std::string_view text);

/// Prints a number as JavaScript does, for numbers below 10^21.
[[nodiscard]] std::string formatJsNumber(double value);

/// Reads a canonical array index ("0", "42"), the keys that JavaScript orders before all others.
[[nodiscard]] std::optional<std::uint32_t> arrayIndexOf(std::string_view key);

}  // namespace statewarden
