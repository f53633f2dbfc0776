// How actors take events.
#include <limits>
#include <utility>

#include "actor/depth.hpp"

namespace statewarden {

bool ActorSystem::takeQuietly(Actor& actor, EventClass eventClass, EventKind kind,
                              std::uint32_t& flags) {
  State& state = *actor.state;
  if (eventClass >= state.selections.size() || state.selections[eventClass] == nullptr) {
    return false;
  }
  const Selection& selection = *state.selections[eventClass];
  state.isUsed = true;
  if (selection.candidates.empty()) return !state.hasAlways && kind != EventKind::error;
  const Microstep* step = selection.unguardedStep;
  if (step == nullptr || !step->operations.empty()) return false;
  State* next = step->next.get();
  if (next == nullptr || next->hasAlways) return false;
  setState(actor, next);
  flags = kTransitioned | (step->changesState ? kChanged : 0u);
  return true;
}

std::uint32_t ActorSystem::send(ActorId id, EventClass eventClass, EventKind kind) {
  const std::uint32_t taken = take(id, eventClass, kind);
  const std::uint32_t flags = taken & (kUntold - 1);
  if ((taken & kUntold) != 0) {
    host_.committed(id, flags);
    host_.notify(id, flags);
    told();
  }
  if (taken != 0) return flags;
  Actor* actor = table_.find(id);
  if (actor == nullptr || actor->hasEnded()) return kDropped;
  return accept(id, *actor, {.eventClass = eventClass, .kind = kind});
}

std::uint32_t ActorSystem::take(ActorId id, EventClass eventClass, EventKind kind) {
  Actor* actor = table_.find(id);
  if (actor == nullptr) return 0;
  const bool isCalm = actor->status == ActorStatus::running && !actor->isBusy &&
                      !actor->isInspected && actor->mailbox == nullptr &&
                      (!actor->isListening || depth_ < kMaxDepth);
  std::uint32_t flags = 0;
  if (!isCalm || !takeQuietly(*actor, eventClass, kind, flags)) return 0;
  flags |= kTaken;
  if (!actor->isListening) return flags;
  actor->isBusy = true;
  ++depth_;
  untold_[untoldCount_++] = {.actor = id, .incarnation = actor->incarnation};
  const std::uint32_t serial = actor->state->serial < (1u << 24) ? actor->state->serial : 0;
  return flags | kUntold | serial << 8;
}

void ActorSystem::told() {
  if (untoldCount_ == 0) return;
  const Untold turn = untold_[--untoldCount_];
  --depth_;
  Actor* actor = table_.find(turn.actor);
  if (actor != nullptr && isStill(turn.actor, *actor, turn.incarnation)) {
    rest(turn.actor, *actor);
    drain(turn.actor, *actor);
  }
  drainRunnable();
}

std::uint32_t ActorSystem::accept(ActorId id, Actor& actor, QueuedEvent event) {
  const bool isIdle = actor.status == ActorStatus::running && !actor.isBusy && depth_ < kMaxDepth;
  const bool isFirst = actor.mailbox == nullptr || actor.mailbox->empty();
  if (!isIdle || !isFirst) {
    const std::uint32_t flags = enqueue(id, actor, event);
    drainRunnable();
    return flags;
  }
  if (event.kind == EventKind::delay) host_.openDelayEvent(id, event.payload);
  const std::uint32_t flags = process(id, actor, event, event.kind != EventKind::delay);
  drain(id, actor);
  drainRunnable();
  return flags;
}

std::uint32_t ActorSystem::process(ActorId id, Actor& actor, QueuedEvent event, bool isDirect) {
  const Depth depth(*this);
  Turn turn = newTurn();
  const std::uint32_t incarnation = actor.incarnation;
  if (actor.isTimed) turn.began = host_.now(kSystemClock);
  actor.isBusy = true;
  actor.turn = &turn;
  MacrostepResult result = MacrostepResult::active;
  std::uint32_t flags = 0;
  if (actor.isInspected || !takeQuietly(actor, event.eventClass, event.kind, flags)) {
    Macrostep macrostep(*actor.program, host_, turn, id, *actor.state);
    if (actor.isInspected) macrostep.inspect();
    turn.macrostep = &macrostep;
    result = macrostep.process(event);
    turn.macrostep = nullptr;
    if (isGood(result)) setState(actor, &macrostep.state());
    flags = (macrostep.hasChanged() ? kChanged : 0u) |
            (macrostep.hasTransitioned() ? kTransitioned : 0u) |
            (result == MacrostepResult::finished ? kFinished : 0u);
  }
  const std::uint32_t outcome =
      isGood(result) ? commit(id, actor, turn, flags, isDirect) : discard(id, actor, turn, result);
  if (turn.took > 0) endTiming(id, actor, incarnation, turn);
  endTurn(turn);
  return outcome;
}

void ActorSystem::endTiming(ActorId id, const Actor& actor, std::uint32_t incarnation,
                            const Turn& turn) {
  const bool isOver = !isStill(id, actor, incarnation) || actor.status != ActorStatus::running;
  const auto found = isOver ? eventDeadlines_.end() : eventDeadlines_.find(id);
  if (found != eventDeadlines_.end() && turn.took > found->second) host_.overran(id, turn.took);
}

void ActorSystem::setEventDeadline(ActorId id, double milliseconds) {
  Actor* actor = table_.find(id);
  if (actor == nullptr) return;
  actor->isTimed = milliseconds < std::numeric_limits<double>::infinity();
  if (actor->isTimed) {
    eventDeadlines_[id] = milliseconds;
  } else {
    eventDeadlines_.erase(id);
  }
}

void ActorSystem::drain(ActorId id, Actor& actor) {
  while (table_.find(id) == &actor && actor.status == ActorStatus::running && !actor.isBusy &&
         actor.mailbox != nullptr) {
    if (actor.mailbox->empty()) {
      actor.mailbox.reset();
      return;
    }
    const QueuedEvent event = actor.mailbox->pop();
    if (event.kind == EventKind::delay) {
      host_.openDelayEvent(id, event.payload);
    } else {
      host_.openEvent(id, event.payload);
    }
    process(id, actor, event, false);
  }
}

void ActorSystem::drainRunnable() {
  while (depth_ == 0 && !runnable_.empty()) {
    for (const ActorId id : std::exchange(runnable_, {})) {
      Actor* actor = table_.find(id);
      if (actor == nullptr) continue;
      if (actor->isStartRequested) {
        actor->isStartRequested = false;
        start(id);
      }
      drain(id, *actor);
    }
  }
}

void ActorSystem::requeue(ActorId id, EventClass eventClass, EventKind kind,
                          std::uint32_t payload) {
  Actor* actor = table_.find(id);
  if (actor == nullptr || actor->hasEnded()) {
    if (kind != EventKind::delay) host_.deadLetter(id, payload, DeadLetterReason::notRunning);
    return;
  }
  if (actor->mailbox == nullptr) actor->mailbox = std::make_unique<Mailbox>();
  actor->mailbox->pushFront({.eventClass = eventClass, .kind = kind, .payload = payload});
  if (actor->status == ActorStatus::running && !actor->isBusy) {
    runnable_.push_back(id);
    drainRunnable();
  }
}

}  // namespace statewarden
