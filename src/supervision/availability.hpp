// How long a child was up and how long it was down.
#pragma once

#include <cstdint>

namespace statewarden {

/// Sums and counts of a child's present life; O(1) memory, times in monotonic milliseconds.
///
/// A life goes from a first start, or one by call, to a stop for good.
class Availability {
 public:
  /// Takes note that an incarnation that ran since `startedAt` is down.
  void goDown(double now, double startedAt, bool hasCrashed);
  /// Takes note that the child runs: again, or in a new life.
  void comeUp(double now);
  /// Takes note of the end; what was counted stays until the next life begins.
  void end(double now, double startedAt);

  /// Returns how long it ran in this life; `startedAt` is that of the incarnation.
  [[nodiscard]] double uptime(double now, double startedAt) const;
  /// Returns how long it was down in this life.
  [[nodiscard]] double downtime(double now) const;
  /// Returns how often it went down by failing.
  [[nodiscard]] std::uint32_t crashes() const { return crashes_; }
  /// Returns how often it ran again after it had failed.
  [[nodiscard]] std::uint32_t repairs() const { return repairs_; }
  /// Returns how long all repairs took together.
  [[nodiscard]] double repairTime() const { return repairTime_; }
  /// Returns how long the last repair took, 0 when there was none.
  [[nodiscard]] double lastDowntime() const { return lastDowntime_; }

 private:
  enum class Phase : std::uint8_t { up, down, crashed, ended };

  double uptime_ = 0;
  double downtime_ = 0;
  double repairTime_ = 0;
  double lastDowntime_ = 0;
  /// When it went down; while it is up, since when its uptime is not summed up yet, if that is
  /// later than the start of the incarnation.
  double since_ = 0;
  std::uint32_t crashes_ = 0;
  std::uint32_t repairs_ = 0;
  Phase phase_ = Phase::up;
};

}  // namespace statewarden
