#include "chart/parse/delay_key.hpp"

#include "chart/config/js_number.hpp"

namespace statewarden {

namespace {

constexpr double kLongestDelay = 9007199254740992.0;  // 2^53

std::string_view trim(std::string_view text) {
  constexpr std::string_view kSpace = " \t\n\r\v\f";
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

}  // namespace

DelayKey readDelayKey(const ConfigValue& place, IssueCollector& issues) {
  const std::string_view text = trim(place.key());
  const bool isNotANumber = text == "NaN";
  // JavaScript reads an empty text as 0.
  const auto number = text.empty() ? 0.0 : parseJsNumber(text);
  if (!number && !isNotANumber) return {.text = std::string(place.key()), .isNamed = true};
  const bool isValid = number && *number >= 0 && *number <= kLongestDelay;
  if (!isValid) {
    issues.error(ChartIssueCode::invalidDelay, place, "invalid delay " + quoteName(place.key()),
                 "use milliseconds from 0 to 2^53, or a name");
    return {.text = std::string(text)};
  }
  // Adding 0 turns -0 into 0.
  return {.text = formatJsNumber(*number), .milliseconds = *number + 0.0};
}

}  // namespace statewarden
