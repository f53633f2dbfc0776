// The timers of single actors, on the queues of their clocks.
#pragma once

#include <unordered_map>
#include <vector>

#include "actor/actor.hpp"
#include "actor/timer_queue.hpp"

namespace statewarden {

/// Chains each actor's timers, so that an actor's end costs only its own.
class ActorTimers {
 public:
  /// What an actor timer stands for.
  struct Entry {
    TimerKind kind = TimerKind::other;
    /// A delay of the chart, or the handle of an event that the host keeps.
    std::uint32_t value = 0;
    ActorId actor = kNoActor;
    TimerId timer{};
    std::uint32_t previous = kNone;
    std::uint32_t next = kNone;
    bool isOrphan = false;
  };

  /// A timer that has not fired yet.
  struct Pending {
    TimerKind kind = TimerKind::other;
    std::uint32_t value = 0;
    double deadline = 0;
  };

  /// Orphans of one delay that may be pending.
  static constexpr std::uint32_t kMaxOrphans = 256;

  /// Sets the timer of a delayed transition. One that is still pending, because the node is entered
  /// again without having been left, goes on as an orphan that only the actor's end cancels, as in
  /// XState; of those the oldest is given up when there are too many.
  void addDelay(TimerQueue& queue, double deadline, ActorId id, Actor& actor, DelayIndex delay);
  /// Sets the timer of a delayed event.
  void addEvent(TimerQueue& queue, double deadline, ActorId id, Actor& actor, EventHandle event);
  /// Says whether the timer of a delayed transition is pending; O(delays of the actor).
  [[nodiscard]] bool hasDelay(const Actor& actor, DelayIndex delay) const;
  /// Cancels the timer of a delayed transition, unless it is an orphan; O(delays of the actor).
  void removeDelay(TimerQueue& queue, Actor& actor, DelayIndex delay);
  /// Cancels an actor's delayed event and says whether it was pending.
  bool removeEvent(TimerQueue& queue, ActorId id, Actor& actor, EventHandle event);
  /// Takes the timer `number` of an actor, which has fired.
  [[nodiscard]] Entry take(TimerQueue& queue, Actor& actor, std::uint32_t number);
  /// Lists an actor's pending timers: delays, then events, in the order in which they were set.
  [[nodiscard]] std::vector<Pending> list(const TimerQueue& queue, const Actor& actor) const;
  /// Cancels all timers of an actor and lists the events that will not come.
  [[nodiscard]] std::vector<EventHandle> removeAll(TimerQueue& queue, Actor& actor);

 private:
  [[nodiscard]] std::uint32_t add(TimerQueue& queue, double deadline, std::uint32_t& first,
                                  Entry entry);
  /// Makes orphans of the pending timers of a delay.
  void orphan(TimerQueue& queue, Actor& actor, DelayIndex delay);
  void unlink(Actor& actor, std::uint32_t number);

  std::vector<Entry> entries_;
  std::vector<std::uint32_t> free_;
  std::unordered_map<EventHandle, std::uint32_t> byEvent_;
};

}  // namespace statewarden
