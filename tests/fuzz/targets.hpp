// What the fuzzers run: each takes any bytes, and GoogleTest is told of everything that must not
// be.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace statewarden::fuzz {

using Bytes = std::span<const std::uint8_t>;

/// Reads the bytes as a chart, which is accepted whole or refused with errors.
void parseAnyChart(Bytes bytes);
/// Restores an actor from a state value and a history, and sends it events. The bytes are lines: a
/// chart's number or text, the value, the history, then the events.
void restoreAnySnapshot(Bytes bytes);
/// Drives actors of one chart in three programs, with many, few and no plans, which must not
/// differ.
void sendAnyEvents(Bytes bytes);
/// Drives a tree of supervisors.
void superviseByAnyScript(Bytes bytes);

/// Takes bytes one by one; zeros when there are no more.
class ByteReader {
 public:
  explicit ByteReader(Bytes bytes) : bytes_(bytes) {}

  [[nodiscard]] bool isEmpty() const { return bytes_.empty(); }
  /// Takes a number below `count`, from as many bytes as that needs; at most 65536.
  [[nodiscard]] std::uint32_t below(std::uint32_t count) {
    std::uint32_t number = take();
    if (count > 256) number = number << 8 | take();
    return number % count;
  }

 private:
  [[nodiscard]] std::uint32_t take() {
    if (bytes_.empty()) return 0;
    const std::uint32_t first = bytes_.front();
    bytes_ = bytes_.subspan(1);
    return first;
  }

  Bytes bytes_;
};

}  // namespace statewarden::fuzz
