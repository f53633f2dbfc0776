// Counts successes and failures of the last n milliseconds in slices.
#pragma once

#include <cstdint>
#include <vector>

namespace statewarden {

/// How many results there are, and how many of them are failures.
struct ResultCounts {
  std::uint32_t failures = 0;
  std::uint32_t results = 0;
};

/// A window of kSlices slices; O(1) per result, and of bounded memory.
///
/// A result leaves it together with its slice, so at an age from 95 % to 100 % of the window.
class SlicedWindow {
 public:
  static constexpr std::uint32_t kSlices = 20;

  void add(bool isFailure, double now, double window);
  /// Counts what is inside; O(slices).
  [[nodiscard]] ResultCounts counts(double now, double window) const;
  /// Returns the age of the newest slice, and failures and results of each, oldest first.
  [[nodiscard]] std::vector<double> write(double now, double window) const;
  /// Takes up what `write` returned under another clock; anything else empties it.
  void read(const std::vector<double>& values, double now);

 private:
  /// More than this in one slice is not counted, so that no sum overflows.
  static constexpr std::uint32_t kMostPerSlice = 0xFFFFFFFF / kSlices;

  /// Returns how many slices have begun since the newest one, kSlices when all are too old.
  [[nodiscard]] std::uint32_t passed(double now, double window) const;
  void advance(double now, double window);

  /// Empty until the first result.
  std::vector<ResultCounts> slices_;
  ResultCounts total_;
  double newestSince_ = 0;
  std::uint32_t newest_ = 0;
};

}  // namespace statewarden
