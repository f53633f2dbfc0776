// Writes JSON text piece by piece.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "chart/config/json_text.hpp"
#include "chart/index.hpp"

namespace statewarden {

/// Appends members and elements one after another and puts the commas between them.
class JsonWriter {
 public:
  /// Opens an object or an array, by its bracket.
  JsonWriter& open(char bracket) {
    separate();
    text_ += bracket;
    return *this;
  }
  /// Closes an object or an array, by its bracket.
  JsonWriter& close(char bracket) {
    text_ += bracket;
    return *this;
  }
  /// Writes a key that needs no escaping; its value must follow.
  JsonWriter& key(std::string_view name) {
    separate();
    text_ += '"';
    text_ += name;
    text_ += "\":";
    return *this;
  }
  /// Writes a value that is JSON text already.
  JsonWriter& raw(std::string_view json) {
    separate();
    text_ += json;
    return *this;
  }
  JsonWriter& string(std::string_view value) {
    separate();
    appendJsonString(text_, value);
    return *this;
  }
  JsonWriter& boolean(bool value) { return raw(value ? "true" : "false"); }
  JsonWriter& number(std::uint32_t value) { return raw(std::to_string(value)); }
  /// Writes an index of the chart, -1 for kNone.
  JsonWriter& index(std::uint32_t value) { return value == kNone ? raw("-1") : number(value); }

  /// Hands the text over.
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  void separate() {
    if (text_.empty()) return;
    const char last = text_.back();
    if (last != '{' && last != '[' && last != ':') text_ += ',';
  }

  std::string text_;
};

}  // namespace statewarden
