// Counts what happened within the last n milliseconds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "supervision/strategy.hpp"

namespace statewarden {

/// A sliding window over monotonic stamps; a stamp as old as the window lies outside.
///
/// It holds at most as many stamps as the largest limit it was used with, whatever happened.
class StampWindow {
 public:
  /// Says whether the window holds `limit` stamps already; O(1).
  [[nodiscard]] bool isFull(double now, std::uint32_t limit, double window) const;
  /// Adds a stamp that is not older than the one before; amortised O(1).
  void add(double now, std::uint32_t limit, double window);
  /// Counts the stamps within the window; O(log n).
  [[nodiscard]] std::uint32_t count(double now, double window) const;
  /// Forgets all stamps and gives their memory back.
  void clear() { *this = StampWindow(); }
  /// Returns the number of stamps held, oldest first.
  [[nodiscard]] std::uint32_t size() const { return count_; }
  /// Returns a stamp by age: 0 is the oldest.
  [[nodiscard]] double at(std::uint32_t position) const {
    const std::size_t index = std::size_t{head_} + position;
    return stamps_[index < stamps_.size() ? index : index - stamps_.size()];
  }

 private:
  void dropOldest();
  void makeRoom(double now);

  std::vector<double> stamps_;
  std::uint32_t head_ = 0;
  std::uint32_t count_ = 0;
  std::uint32_t largestLimit_ = 0;
  double longestWindow_ = 0;
};

}  // namespace statewarden
