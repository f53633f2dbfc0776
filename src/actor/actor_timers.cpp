#include "actor/actor_timers.hpp"

#include <algorithm>

namespace statewarden {

std::uint32_t ActorTimers::add(TimerQueue& queue, double deadline, std::uint32_t& first,
                               Entry entry) {
  if (free_.empty()) {
    free_.push_back(static_cast<std::uint32_t>(entries_.size()));
    entries_.emplace_back();
  }
  const std::uint32_t number = free_.back();
  free_.pop_back();
  entry.timer = queue.schedule(deadline, {.kind = entry.kind, .a = number, .b = entry.actor});
  entry.next = first;
  if (first != kNone) entries_[first].previous = number;
  first = number;
  entries_[number] = entry;
  return number;
}

void ActorTimers::addDelay(TimerQueue& queue, double deadline, ActorId id, Actor& actor,
                           DelayIndex delay) {
  orphan(queue, actor, delay);
  static_cast<void>(add(queue, deadline, actor.firstDelay,
                        {.kind = TimerKind::delayedTransition, .value = delay, .actor = id}));
}

void ActorTimers::addEvent(TimerQueue& queue, double deadline, ActorId id, Actor& actor,
                           EventHandle event) {
  byEvent_[event] = add(queue, deadline, actor.firstEvent,
                        {.kind = TimerKind::delayedEvent, .value = event, .actor = id});
}

void ActorTimers::orphan(TimerQueue& queue, Actor& actor, DelayIndex delay) {
  std::uint32_t count = 0;
  // The chain begins with the newest timer.
  for (std::uint32_t number = actor.firstDelay; number != kNone;) {
    Entry& entry = entries_[number];
    const std::uint32_t next = entry.next;
    if (entry.value == delay) {
      entry.isOrphan = true;
      if (++count > kMaxOrphans) {
        queue.cancel(entry.timer);
        unlink(actor, number);
      }
    }
    number = next;
  }
}

bool ActorTimers::hasDelay(const Actor& actor, DelayIndex delay) const {
  std::uint32_t number = actor.firstDelay;
  while (number != kNone && entries_[number].value != delay) number = entries_[number].next;
  return number != kNone;
}

void ActorTimers::removeDelay(TimerQueue& queue, Actor& actor, DelayIndex delay) {
  std::uint32_t number = actor.firstDelay;
  while (number != kNone && (entries_[number].value != delay || entries_[number].isOrphan)) {
    number = entries_[number].next;
  }
  if (number == kNone) return;
  queue.cancel(entries_[number].timer);
  unlink(actor, number);
}

bool ActorTimers::removeEvent(TimerQueue& queue, ActorId id, Actor& actor, EventHandle event) {
  const auto found = byEvent_.find(event);
  if (found == byEvent_.end() || entries_[found->second].actor != id) return false;
  const std::uint32_t number = found->second;
  queue.cancel(entries_[number].timer);
  unlink(actor, number);
  return true;
}

ActorTimers::Entry ActorTimers::take(TimerQueue& queue, Actor& actor, std::uint32_t number) {
  const Entry entry = entries_[number];
  unlink(actor, number);
  // In XState, too, a timer that fires takes the id from the younger one.
  if (entry.kind == TimerKind::delayedTransition) orphan(queue, actor, entry.value);
  return entry;
}

std::vector<ActorTimers::Pending> ActorTimers::list(const TimerQueue& queue,
                                                    const Actor& actor) const {
  std::vector<Pending> pending;
  // The chains begin with the newest timer.
  for (const std::uint32_t first : {actor.firstEvent, actor.firstDelay}) {
    for (std::uint32_t number = first; number != kNone; number = entries_[number].next) {
      const Entry& entry = entries_[number];
      pending.push_back(
          {.kind = entry.kind, .value = entry.value, .deadline = queue.deadline(entry.timer)});
    }
  }
  std::ranges::reverse(pending);
  return pending;
}

std::vector<EventHandle> ActorTimers::removeAll(TimerQueue& queue, Actor& actor) {
  std::vector<EventHandle> events;
  while (actor.firstDelay != kNone) {
    queue.cancel(entries_[actor.firstDelay].timer);
    unlink(actor, actor.firstDelay);
  }
  while (actor.firstEvent != kNone) {
    const Entry& entry = entries_[actor.firstEvent];
    events.push_back(entry.value);
    queue.cancel(entry.timer);
    unlink(actor, actor.firstEvent);
  }
  return events;
}

void ActorTimers::unlink(Actor& actor, std::uint32_t number) {
  const Entry entry = entries_[number];
  const bool isEvent = entry.kind == TimerKind::delayedEvent;
  if (isEvent) byEvent_.erase(entry.value);
  std::uint32_t& first = isEvent ? actor.firstEvent : actor.firstDelay;
  (entry.previous == kNone ? first : entries_[entry.previous].next) = entry.next;
  if (entry.next != kNone) entries_[entry.next].previous = entry.previous;
  free_.push_back(number);
}

}  // namespace statewarden
