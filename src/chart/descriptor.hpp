// Event descriptors and which events they match.
#pragma once

#include <string>
#include <string_view>

#include "chart/index.hpp"

namespace statewarden {

/// An event descriptor, split into what matching needs.
struct Descriptor {
  std::string text;
  /// Says that it is `*`, or ends in `.*` and matches by prefix (`prefix` is without the `.*`).
  /// False where another token is `*`: such a descriptor matches only an event of just that name.
  bool isWildcard = false;
  std::string prefix;
};

/// Splits a descriptor.
[[nodiscard]] Descriptor makeDescriptor(std::string_view text);

/// Says whether a `*` stands where it has no meaning (`a.*.b`, `a*`).
[[nodiscard]] bool hasMisplacedWildcard(std::string_view text);

}  // namespace statewarden
