#include "chart/parse/state_path.hpp"

namespace statewarden {

std::vector<PathSegment> splitStatePath(std::string_view text) {
  std::vector<PathSegment> segments(1);
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '.') {
      segments.push_back({{}, at + 1});
      continue;
    }
    if (text[at] == '\\' && at + 1 < text.size()) ++at;
    segments.back().key += text[at];
  }
  return segments;
}

std::string escapeSegment(std::string_view key) {
  std::string result;
  for (const char c : key) {
    if (c == '.' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

}  // namespace statewarden
