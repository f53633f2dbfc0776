// How time reaches actors.
#include <limits>

#include "actor/actor_system.hpp"

namespace statewarden {
namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();
}  // namespace

std::size_t ActorSystem::timerCount() const {
  std::size_t count = 0;
  for (const ActorClock& clock : clocks_) count += clock.timers.size();
  return count;
}

std::vector<ActorTimers::Pending> ActorSystem::timersOf(ActorId id) {
  const Actor* actor = table_.find(id);
  if (actor == nullptr) return {};
  return actorTimers_.list(timers(actor->clock), *actor);
}

void ActorSystem::updateWakeTime(ClockIndex index) {
  ActorClock& clock = clocks_[index];
  if (clock.isAdvancing) return;
  const double next = clock.timers.nextDeadline();
  // A wake-up that comes too early is harmless; only an earlier or no deadline needs the host.
  const bool isEarlier = next < clock.wakeTime;
  const bool isDone = clock.timers.size() == 0 && clock.wakeTime != kNever;
  if (!isEarlier && !isDone) return;
  clock.wakeTime = next;
  host_.wakeAt(index, next);
}

bool ActorSystem::advance(ClockIndex index, double now, TimerListener& listener) {
  if (index >= clocks_.size() || !clocks_[index].exists) return false;
  ActorClock& clock = clocks_[index];
  clock.isAdvancing = true;
  for (std::uint32_t work = 0; work < kTimersPerSlice;) {
    const std::optional<TimerPayload> payload = clock.timers.popDue(now);
    if (!payload) break;
    const bool isActorTimer =
        payload->kind == TimerKind::delayedTransition || payload->kind == TimerKind::delayedEvent;
    if (isActorTimer) {
      fire(*payload);
      ++work;
    } else {
      work += listener.onTimer(*payload, now);
    }
  }
  clock.isAdvancing = false;
  if (!clock.exists) return false;
  clock.wakeTime = clock.timers.nextDeadline();
  host_.wakeAt(index, clock.wakeTime);
  return clock.wakeTime <= now;
}

void ActorSystem::fire(const TimerPayload& payload) {
  const ActorId id = payload.b;
  Actor* actor = table_.find(id);
  if (actor == nullptr) return;
  const ActorTimers::Entry entry = actorTimers_.take(timers(actor->clock), *actor, payload.a);
  if (entry.kind == TimerKind::delayedEvent) {
    host_.deliver(id, entry.value);
    return;
  }
  const Delay& delay = actor->program->chart().data().delays[entry.value];
  accept(id, *actor,
         {.eventClass = actor->program->classes().classOfDescriptor(delay.descriptor),
          .kind = EventKind::delay,
          .payload = entry.value});
}

double ActorSystem::deadlineAfter(ClockIndex clock, double milliseconds) {
  const double now = host_.now(clock);
  // What is no number, or lies in the past, is due at once.
  return milliseconds > 0 ? now + milliseconds : now;
}

void ActorSystem::schedule(ActorId id, double milliseconds, EventHandle event) {
  Actor* actor = table_.find(id);
  if (actor == nullptr || actor->hasEnded()) {
    host_.dropEvent(event);
    return;
  }
  const double deadline = deadlineAfter(actor->clock, milliseconds);
  actorTimers_.addEvent(timers(actor->clock), deadline, id, *actor, event);
  updateWakeTime(actor->clock);
}

bool ActorSystem::cancel(ActorId id, EventHandle event) {
  Actor* actor = table_.find(id);
  if (actor == nullptr) return false;
  const ClockIndex clock = actor->clock;
  if (!actorTimers_.removeEvent(timers(clock), id, *actor, event)) return false;
  updateWakeTime(clock);
  host_.dropEvent(event);
  return true;
}

void ActorSystem::startDelay(ActorId id, Actor& actor, DelayIndex delay, double milliseconds) {
  const double deadline = deadlineAfter(actor.clock, milliseconds);
  actorTimers_.addDelay(timers(actor.clock), deadline, id, actor, delay);
  updateWakeTime(actor.clock);
}

void ActorSystem::cancelDelay(Actor& actor, DelayIndex delay) {
  actorTimers_.removeDelay(timers(actor.clock), actor, delay);
  updateWakeTime(actor.clock);
}

void ActorSystem::dropTimers(Actor& actor) {
  const ClockIndex clock = actor.clock;
  const std::vector<EventHandle> events = actorTimers_.removeAll(timers(clock), actor);
  updateWakeTime(clock);
  for (const EventHandle event : events) host_.dropEvent(event);
}

}  // namespace statewarden
