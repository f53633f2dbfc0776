// Where the tokens of a JSON text lie.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace statewarden {

/// Steps from token to token, alongside a parser that has already found the text well-formed.
class TokenCursor {
 public:
  explicit TokenCursor(std::string_view text);

  /// Returns where the current token begins.
  [[nodiscard]] std::uint32_t begin() const { return static_cast<std::uint32_t>(begin_); }
  /// Returns where the current token ends.
  [[nodiscard]] std::uint32_t end() const { return static_cast<std::uint32_t>(end_); }

  /// Goes to the next token; colons and commas are none.
  void advance();

 private:
  [[nodiscard]] std::size_t tokenEnd() const;
  [[nodiscard]] std::size_t stringEnd() const;

  std::string_view text_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace statewarden
