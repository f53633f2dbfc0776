// The one timer queue of a system, under an injected clock.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace statewarden {

/// Names a pending timer; a name that outlives its timer is harmless.
struct TimerId {
  std::uint32_t index = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t generation = 0;

  [[nodiscard]] bool isSet() const { return index != std::numeric_limits<std::uint32_t>::max(); }
};

/// Says who reads a timer that fires.
enum class TimerKind : std::uint8_t {
  delayedTransition,
  delayedEvent,
  backoff,
  cleanup,
  breaker,
  stability,
  groupRestart,
  heartbeat,
  invocation,
  other,
};

/// What comes back when a timer fires; the meaning of a and b depends on the kind.
struct TimerPayload {
  TimerKind kind = TimerKind::other;
  std::uint32_t a = 0;
  std::uint32_t b = 0;
};

/// Orders timers by deadline, then by the order in which they were set.
class TimerQueue {
 public:
  /// Sets a timer for a monotonic time in milliseconds; O(log n).
  TimerId schedule(double deadline, TimerPayload payload);
  /// Cancels a timer and says whether it was still pending; O(log n).
  bool cancel(TimerId id);
  /// Cancels all timers.
  void clear();
  /// Takes the earliest timer that is due at `now`, or nothing; O(log n).
  [[nodiscard]] std::optional<TimerPayload> popDue(double now);
  /// Returns the deadline of a pending timer.
  [[nodiscard]] double deadline(TimerId id) const { return timers_[id.index].deadline; }
  /// Returns the earliest deadline, or infinity.
  [[nodiscard]] double nextDeadline() const;
  [[nodiscard]] std::size_t size() const { return heap_.size(); }

 private:
  struct Timer {
    double deadline = 0;
    std::uint64_t sequence = 0;
    TimerPayload payload;
    std::uint32_t generation = 0;
    std::uint32_t heapPosition = 0;
  };

  [[nodiscard]] bool isBefore(std::uint32_t left, std::uint32_t right) const;
  void siftUp(std::uint32_t position);
  void siftDown(std::uint32_t position);
  void place(std::uint32_t position, std::uint32_t timer);
  void removeAt(std::uint32_t position);

  std::vector<Timer> timers_;
  std::vector<std::uint32_t> free_;
  std::vector<std::uint32_t> heap_;
  std::uint64_t nextSequence_ = 0;
};

}  // namespace statewarden
