// The last n results, one bit each.
#pragma once

#include <cstdint>
#include <vector>

#include "supervision/sliced_window.hpp"

namespace statewarden {

/// Keeps the newest results, up to a size; O(1) per result, and memory as results come in.
class ResultRing {
 public:
  /// Adds a result in place of the oldest when there are `size` already.
  void add(bool isFailure, std::uint32_t size);
  [[nodiscard]] ResultCounts counts() const { return {.failures = failures_, .results = count_}; }
  /// Keeps the newest results up to another size; O(n).
  void resize(std::uint32_t size);
  /// Returns how many results there are, and then their bits, 32 to a number, oldest first.
  [[nodiscard]] std::vector<double> write() const;
  /// Takes up what `write` returned; anything else empties it.
  void read(const std::vector<double>& values, std::uint32_t size);

 private:
  static constexpr std::uint32_t kBits = 32;
  /// Says whether a result was a failure; 0 is the oldest.
  [[nodiscard]] bool isFailure(std::uint32_t age) const;

  std::vector<std::uint32_t> words_;
  std::uint32_t count_ = 0;
  std::uint32_t failures_ = 0;
  /// The oldest result once the ring is full, else 0.
  std::uint32_t oldest_ = 0;
};

}  // namespace statewarden
