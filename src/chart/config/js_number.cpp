#include "chart/config/js_number.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <clocale>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>

namespace statewarden {

namespace {

constexpr double kLargestExactInteger = 9007199254740992.0;  // 2^53

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

std::size_t countDigits(std::string_view text) {
  std::size_t count = 0;
  while (count < text.size() && isDigit(text[count])) {
    ++count;
  }
  return count;
}

bool isDecimalLiteral(std::string_view text) {
  const std::size_t whole = countDigits(text);
  text.remove_prefix(whole);
  std::size_t fraction = 0;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    fraction = countDigits(text);
    text.remove_prefix(fraction);
  }
  if (whole + fraction == 0) {
    return false;
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('+') || text.starts_with('-')) {
      text.remove_prefix(1);
    }
    const std::size_t exponent = countDigits(text);
    if (exponent == 0) {
      return false;
    }
    text.remove_prefix(exponent);
  }
  return text.empty();
}

// strtod and snprintf follow the process's locale; a config does not.
char localePoint() {
  const std::lconv* conventions = std::localeconv();
  return conventions != nullptr && conventions->decimal_point != nullptr
             ? *conventions->decimal_point
             : '.';
}

double readDecimal(std::string text) {
  std::replace(text.begin(), text.end(), '.', localePoint());
  return std::strtod(text.c_str(), nullptr);
}

std::optional<double> readPrefixedInteger(std::string_view text) {
  if (text.size() < 3 || text[0] != '0') {
    return std::nullopt;
  }
  const char letter = static_cast<char>(text[1] | 0x20);
  const int base = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
  if (base == 0) {
    return std::nullopt;
  }
  double value = 0;
  for (const char c : text.substr(2)) {
    int digit = 0;
    const auto read = std::from_chars(&c, &c + 1, digit, base);
    if (read.ec != std::errc{} || read.ptr != &c + 1) {
      return std::nullopt;
    }
    value = value * base + digit;
  }
  return value;
}

// From "d.ddde-07" to the digits and the position of the decimal point that JavaScript prints.
std::string arrange(const std::string& scientific) {
  std::string digits;
  int exponent = 0;
  for (std::size_t i = 0; i < scientific.size(); ++i) {
    if (isDigit(scientific[i])) {
      digits += scientific[i];
    } else if (scientific[i] == 'e') {
      exponent = std::atoi(scientific.c_str() + i + 1);
      break;
    }
  }
  const int count = static_cast<int>(digits.size());
  if (exponent >= count - 1) {
    return digits + std::string(static_cast<std::size_t>(exponent - count + 1), '0');
  }
  if (exponent >= 0) {
    return digits.insert(static_cast<std::size_t>(exponent) + 1, ".");
  }
  if (exponent >= -6) {
    return "0." + std::string(static_cast<std::size_t>(-exponent) - 1, '0') + digits;
  }
  if (count > 1) {
    digits.insert(1, ".");
  }
  return digits + "e" + std::to_string(exponent);
}

std::string printScientific(double value, int fractionDigits) {
  std::array<char, 40> buffer{};
  const int size = std::snprintf(buffer.data(), buffer.size(), "%.*e", fractionDigits, value);
  return {buffer.data(), static_cast<std::size_t>(size)};
}

std::string shortestScientific(double value) {
  constexpr int kAlwaysEnough = 16;
  for (int digits = 0; digits < kAlwaysEnough; ++digits) {
    std::string text = printScientific(value, digits);
    if (std::strtod(text.c_str(), nullptr) == value) {
      return text;
    }
  }
  return printScientific(value, kAlwaysEnough);
}

}  // namespace

std::optional<double> parseJsNumber(std::string_view text) {
  if (const auto prefixed = readPrefixedInteger(text)) {
    return prefixed;
  }
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) {
    text.remove_prefix(1);
  }
  const double sign = negative ? -1.0 : 1.0;
  if (text == "Infinity") {
    return sign * std::numeric_limits<double>::infinity();
  }
  if (!isDecimalLiteral(text)) {
    return std::nullopt;
  }
  return sign * readDecimal(std::string(text));
}

std::string formatJsNumber(double value) {
  if (value == 0) {
    return "0";
  }
  if (std::isnan(value)) {
    return "NaN";
  }
  if (std::isinf(value)) {
    return value < 0 ? "-Infinity" : "Infinity";
  }
  if (std::abs(value) <= kLargestExactInteger && std::trunc(value) == value) {
    return std::to_string(static_cast<std::int64_t>(value));
  }
  const std::string digits = arrange(shortestScientific(std::abs(value)));
  return value < 0 ? "-" + digits : digits;
}

std::optional<std::uint32_t> arrayIndexOf(std::string_view key) {
  if (key.empty() || key.size() > 10 || (key.size() > 1 && key[0] == '0')) {
    return std::nullopt;
  }
  std::uint32_t value = 0;
  const auto read = std::from_chars(key.data(), key.data() + key.size(), value);
  if (read.ec != std::errc{} || read.ptr != key.data() + key.size() ||
      value == std::numeric_limits<std::uint32_t>::max()) {
    return std::nullopt;
  }
  return value;
}

}  // namespace statewarden
