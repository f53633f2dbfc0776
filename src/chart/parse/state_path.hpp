// How targets are written: keys separated by dots.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace statewarden {

/// One key of a path, and where it begins in the text.
struct PathSegment {
  std::string key;
  std::size_t begin = 0;
};

/// Splits at dots; a backslash takes the next character literally.
[[nodiscard]] std::vector<PathSegment> splitStatePath(std::string_view text);

/// Writes a key or an id so that it is one segment of a path.
[[nodiscard]] std::string escapeSegment(std::string_view key);

/// Says whether a path's first segment is an id.
[[nodiscard]] constexpr bool isIdReference(std::string_view text) {
  return text.starts_with('#');
}

}  // namespace statewarden
