// How long single children may be silent, and how long what they have running may take.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <unordered_map>

#include "actor/timer_queue.hpp"
#include "supervision/child.hpp"
#include "supervision/slot_table.hpp"

namespace statewarden {

/// Names the deadline of something that a child has running; a name that outlives it is harmless.
using DeadlineId = std::uint32_t;
inline constexpr DeadlineId kNoDeadline = 0xFFFFFFFFu;

/// When silence counts as a failure; milliseconds.
struct Heartbeat {
  /// The longest silence; infinity for any.
  double within = std::numeric_limits<double>::infinity();
  /// How long after the start of an incarnation silence begins to count.
  double startAfter = 0;
};

/// Keeps the deadlines of those children that have any; O(1) per beat, which sets no timer.
///
/// A key names a child for as long as it exists.
class Deadlines {
 public:
  using Key = std::uint64_t;

  explicit Deadlines(TimerQueue& timers) : timers_(timers) {}

  /// Sets a child's heartbeat; it is not waited for before `beginWatch`.
  void setHeartbeat(Key key, const Heartbeat& heartbeat);
  /// Counts silence from now on.
  void beginWatch(Key key, ChildId child, double now);
  /// Waits for no heartbeat until `beginWatch`.
  void endWatch(Key key);
  /// Notes that a child is not silent.
  void beat(Key key, double now);
  /// Reads the timer of a heartbeat; returns how long the silence has lasted if that is too long.
  [[nodiscard]] std::optional<double> checkSilence(Key key, ChildId child, double now);

  /// Sets a deadline for something that a child has running; kNoDeadline when there are too many.
  [[nodiscard]] DeadlineId add(Key key, ChildId child, double milliseconds, double now);
  /// Cancels a deadline.
  void cancel(DeadlineId id);
  /// Takes a deadline whose timer has fired; returns the child and the milliseconds since it was
  /// set.
  [[nodiscard]] std::optional<std::pair<ChildId, double>> take(DeadlineId id, double now);
  /// Cancels the deadlines of everything that a child has running.
  void cancelAll(Key key);
  /// Forgets a child.
  void forget(Key key);

 private:
  struct Watch {
    Heartbeat heartbeat{};
    double lastBeat = 0;
    TimerId timer{};
    DeadlineId first = kNoDeadline;
  };
  struct Deadline {
    Key key = 0;
    ChildId child = kNoChild;
    double since = 0;
    TimerId timer{};
    DeadlineId previous = kNoDeadline;
    DeadlineId next = kNoDeadline;
  };

  [[nodiscard]] Watch* find(Key key);
  void schedule(Watch& watch, ChildId child);
  void unlink(DeadlineId id);

  TimerQueue& timers_;
  std::unordered_map<Key, Watch> watches_;
  SlotTable<Deadline> deadlines_;
};

}  // namespace statewarden
