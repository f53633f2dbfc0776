#include "supervision/deadlines.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace statewarden {

Deadlines::Watch* Deadlines::find(Key key) {
  const auto found = watches_.find(key);
  return found == watches_.end() ? nullptr : &found->second;
}

void Deadlines::setHeartbeat(Key key, const Heartbeat& heartbeat) {
  watches_[key].heartbeat = heartbeat;
}

void Deadlines::schedule(Watch& watch, ChildId child) {
  watch.timer = timers_.schedule(watch.lastBeat + watch.heartbeat.within,
                                 {.kind = TimerKind::heartbeat, .a = child, .b = 0});
}

void Deadlines::beginWatch(Key key, ChildId child, double now) {
  endWatch(key);
  Watch* watch = find(key);
  if (watch == nullptr || !std::isfinite(watch->heartbeat.within)) return;
  watch->lastBeat = now + watch->heartbeat.startAfter;
  schedule(*watch, child);
}

void Deadlines::endWatch(Key key) {
  Watch* watch = find(key);
  if (watch == nullptr) return;
  timers_.cancel(watch->timer);
  watch->timer = {};
}

void Deadlines::beat(Key key, double now) {
  // Silence does not count before the grace at the start is over.
  if (Watch* watch = find(key)) watch->lastBeat = std::max(watch->lastBeat, now);
}

std::optional<double> Deadlines::checkSilence(Key key, ChildId child, double now) {
  Watch* watch = find(key);
  if (watch == nullptr) return std::nullopt;
  const double within = watch->heartbeat.within;
  const double due = watch->lastBeat + within;
  const double silence = now - watch->lastBeat;
  const bool isDue = now >= due;
  // A timer that comes as late as this tells of a host that was frozen, and heard nothing itself.
  const bool wasFrozen = isDue && now - due >= within;
  if (isDue) watch->lastBeat = now;
  schedule(*watch, child);
  if (!isDue || wasFrozen) return std::nullopt;
  return silence;
}

DeadlineId Deadlines::add(Key key, ChildId child, double milliseconds, double now) {
  const DeadlineId id = deadlines_.add({.key = key, .child = child, .since = now});
  if (id == kNoDeadline) return id;
  Watch& watch = watches_[key];
  Deadline& deadline = *deadlines_.find(id);
  deadline.next = watch.first;
  if (watch.first != kNoDeadline) deadlines_.find(watch.first)->previous = id;
  watch.first = id;
  deadline.timer =
      timers_.schedule(now + milliseconds, {.kind = TimerKind::invocation, .a = id, .b = 0});
  return id;
}

void Deadlines::unlink(DeadlineId id) {
  const Deadline deadline = *deadlines_.find(id);
  if (deadline.previous != kNoDeadline) {
    deadlines_.find(deadline.previous)->next = deadline.next;
  } else if (Watch* watch = find(deadline.key)) {
    watch->first = deadline.next;
  }
  if (deadline.next != kNoDeadline) deadlines_.find(deadline.next)->previous = deadline.previous;
  timers_.cancel(deadline.timer);
  deadlines_.remove(id);
}

void Deadlines::cancel(DeadlineId id) {
  if (deadlines_.find(id) != nullptr) unlink(id);
}

std::optional<std::pair<ChildId, double>> Deadlines::take(DeadlineId id, double now) {
  const Deadline* deadline = deadlines_.find(id);
  if (deadline == nullptr) return std::nullopt;
  const std::pair<ChildId, double> taken{deadline->child, now - deadline->since};
  unlink(id);
  return taken;
}

void Deadlines::cancelAll(Key key) {
  const Watch* watch = find(key);
  while (watch != nullptr && watch->first != kNoDeadline) unlink(watch->first);
}

void Deadlines::forget(Key key) {
  endWatch(key);
  cancelAll(key);
  watches_.erase(key);
}

}  // namespace statewarden
