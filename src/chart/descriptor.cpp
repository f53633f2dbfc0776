#include "chart/descriptor.hpp"

namespace statewarden {

namespace {

constexpr std::string_view kWildcard = "*";
constexpr std::string_view kWildcardEnd = ".*";

bool hasWildcardToken(std::string_view text) {
  return text == kWildcard || text.starts_with("*.") || text.ends_with(kWildcardEnd) ||
         text.find(".*.") != std::string_view::npos;
}

}  // namespace

Descriptor makeDescriptor(std::string_view text) {
  Descriptor descriptor;
  descriptor.text = text;
  if (text == kWildcard) {
    descriptor.isWildcard = true;
  } else if (text.ends_with(kWildcardEnd)) {
    const std::string_view prefix = text.substr(0, text.size() - kWildcardEnd.size());
    descriptor.isWildcard = !hasWildcardToken(prefix);
    descriptor.prefix = descriptor.isWildcard ? prefix : std::string_view{};
  }
  return descriptor;
}

bool hasMisplacedWildcard(std::string_view text) {
  if (text.ends_with(kWildcardEnd)) {
    text.remove_suffix(kWildcardEnd.size());
  } else if (text == kWildcard) {
    return false;
  }
  return text.find('*') != std::string_view::npos;
}

}  // namespace statewarden
