// Fixed-size event records in a ring, drained on demand.
#pragma once

#include <cstdint>
#include <vector>

namespace statewarden {

/// What happened; the value that comes with it is named after the colon.
enum class EventType : std::uint8_t {
  /// A child was added, running.
  childStarted,
  /// A child was stopped for good: its uptime in milliseconds.
  childStopped,
  /// A child reached the end of its life by itself: its uptime in milliseconds.
  childFinished,
  /// A child failed while it ran: its errors so far.
  childFailed,
  /// A clean-up began: the milliseconds it may take.
  cleanupStarted,
  /// A clean-up ended: 1 when it succeeded, else 0.
  cleanupEnded,
  /// A clean-up was given up: the milliseconds it had.
  cleanupTimedOut,
  /// A restart is pending: the milliseconds until then.
  restartScheduled,
  /// A new incarnation runs: the restarts so far.
  childRestarted,
  /// A new incarnation could not start: the restarts attempted in a row.
  restartFailed,
  /// A child went on with its last good state: its errors so far.
  childResumed,
  /// An open circuit holds a child back: the milliseconds until it may be probed.
  childParked,
  /// A child used up its restarts or its resumed errors: the limit.
  limitExceeded,
  /// A failure went up: the supervisor that decides next.
  failureEscalated,
  /// A failure found no supervisor to go to, or a limit ended in a stop: nothing.
  gaveUp,
  /// A supervisor's circuit opened: the milliseconds until it is half-open.
  circuitOpened,
  /// A supervisor's circuit lets probes through: how many.
  circuitHalfOpened,
  /// A supervisor's circuit closed: nothing.
  circuitClosed,
  /// An event reached nobody: its reason.
  deadLetter,
  /// A child was taken down to be started again together with others: its uptime.
  childHalted,
  /// A supervisor failed as a whole: its children.
  supervisorFailed,
  /// The children of a supervisor used up their common restarts: the limit.
  supervisorLimitExceeded,
  /// A child was silent for too long: for how many milliseconds.
  heartbeatMissed,
  /// A child took too long over an event: the milliseconds it took.
  eventOverran,
  /// Something that a child had running took too long: the milliseconds until now.
  invocationOverran,
};

/// One event of one child, or of a supervisor when the type names one.
struct EventRecord {
  std::uint64_t sequence = 0;
  /// Monotonic milliseconds.
  double time = 0;
  /// A duration, a count or an id, by type.
  double value = 0;
  /// The child, or the supervisor for the types that name one.
  std::uint32_t subject = 0;
  std::uint32_t supervisor = 0;
  EventType type = EventType::childStarted;
};

/// Keeps the newest records; records nothing while disabled.
class EventRing {
 public:
  /// Creates a ring that keeps at least one record; its memory is taken when first enabled.
  explicit EventRing(std::uint32_t capacity = 4096);

  /// Begins or ends recording; records that wait stay.
  void setEnabled(bool enabled);
  [[nodiscard]] bool isEnabled() const { return isEnabled_; }
  /// Appends a record, overwriting the oldest when full; O(1).
  void record(EventType type, double time, std::uint32_t subject, std::uint32_t supervisor,
              double value = 0);
  /// Takes the oldest record, or says that there is none.
  [[nodiscard]] bool take(EventRecord& out);
  /// Returns how many records wait.
  [[nodiscard]] std::uint32_t size() const { return count_; }
  /// Returns how many records were overwritten before they were taken.
  [[nodiscard]] std::uint64_t lost() const { return lost_; }

 private:
  std::vector<EventRecord> records_;
  std::uint32_t head_ = 0;
  std::uint32_t count_ = 0;
  std::uint32_t capacity_;
  std::uint64_t nextSequence_ = 0;
  std::uint64_t lost_ = 0;
  bool isEnabled_ = false;
};

}  // namespace statewarden
