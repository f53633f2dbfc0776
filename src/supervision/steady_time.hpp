// Time that never goes back, whatever a clock does.
#pragma once

#include <limits>

namespace statewarden {

/// Stands still when a clock goes back, or shows no number, and goes on from there.
class SteadyTime {
 public:
  /// Returns the steady time when a clock shows `now`; changes nothing.
  [[nodiscard]] double at(double now) const { return (isLater(now) ? now : last_) + offset_; }
  /// Returns the same, and takes note of what the clock shows.
  double advance(double now) {
    if (isLater(now)) {
      last_ = now;
    } else if (now < last_ && now > -kLargest) {
      offset_ += last_ - now;
      last_ = now;
    }
    return last_ + offset_;
  }

 private:
  static constexpr double kLargest = std::numeric_limits<double>::max();
  [[nodiscard]] bool isLater(double now) const { return now >= last_ && now <= kLargest; }

  double last_ = -kLargest;
  double offset_ = 0;
};

}  // namespace statewarden
