// Pieces of JSON text that the core writes.
#pragma once

#include <string>
#include <string_view>

namespace statewarden {

/// Appends a string literal with its quotes.
void appendJsonString(std::string& out, std::string_view text);

/// Returns a string literal with its quotes.
[[nodiscard]] std::string jsonString(std::string_view text);

/// Appends `/token` to a JSON Pointer, with `~` and `/` escaped.
void appendPointerToken(std::string& out, std::string_view token);

}  // namespace statewarden
