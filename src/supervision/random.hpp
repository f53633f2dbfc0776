// Random numbers that are the same on every platform.
#pragma once

#include <cstdint>

namespace statewarden {

/// Generates numbers from a seed (splitmix64): the same seed gives the same numbers everywhere.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  /// Returns the next 64 random bits.
  [[nodiscard]] std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15u;
    std::uint64_t bits = state_;
    bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9u;
    bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBu;
    return bits ^ (bits >> 31);
  }

  /// Returns a number from 0 to just below 1.
  [[nodiscard]] double nextUnit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

  /// Returns what a new generator must be seeded with to go on from here.
  [[nodiscard]] std::uint64_t state() const { return state_; }

 private:
  std::uint64_t state_;
};

}  // namespace statewarden
