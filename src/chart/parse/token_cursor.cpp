#include "chart/parse/token_cursor.hpp"

#include <algorithm>

namespace statewarden {

TokenCursor::TokenCursor(std::string_view text) : text_(text) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text_.starts_with(kByteOrderMark)) end_ = kByteOrderMark.size();
}

void TokenCursor::advance() {
  begin_ = std::min(text_.find_first_not_of(" \t\r\n,:", end_), text_.size());
  end_ = begin_ < text_.size() ? tokenEnd() : begin_;
}

std::size_t TokenCursor::tokenEnd() const {
  const char first = text_[begin_];
  if (first == '"') return stringEnd();
  if (first == '{' || first == '}' || first == '[' || first == ']') return begin_ + 1;
  return std::min(text_.find_first_of(" \t\r\n,:]}", begin_), text_.size());
}

std::size_t TokenCursor::stringEnd() const {
  std::size_t at = begin_ + 1;
  while (at < text_.size() && text_[at] != '"') at += text_[at] == '\\' ? 2 : 1;
  return std::min(at + 1, text_.size());
}

}  // namespace statewarden
