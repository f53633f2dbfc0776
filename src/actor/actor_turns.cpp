// What follows from a macrostep: commit or roll-back, effects, observers.
#include <utility>

#include "actor/actor_system.hpp"

namespace statewarden {

Turn ActorSystem::newTurn() {
  if (deferredLists_.empty()) return Turn({});
  std::vector<Deferred> list = std::move(deferredLists_.back());
  deferredLists_.pop_back();
  list.clear();
  return Turn(std::move(list));
}

void ActorSystem::setState(Actor& actor, State* state) {
  if (state != nullptr) actor.program->hold(*state);
  if (actor.state != nullptr) actor.program->release(*actor.state);
  actor.state = state;
}

bool ActorSystem::isStill(ActorId id, const Actor& actor, std::uint32_t incarnation) {
  return table_.find(id) == &actor && actor.incarnation == incarnation;
}

std::uint32_t ActorSystem::commit(ActorId id, Actor& actor, Turn& turn, std::uint32_t flags,
                                  bool isDirect) {
  const std::uint32_t incarnation = actor.incarnation;
  const bool isFinished = (flags & kFinished) != 0;
  // Whoever sent the event commits it by the flags returned, unless somebody sees it before.
  const bool tellsHost = !isDirect || isFinished || actor.isListening || actor.mailbox != nullptr ||
                         !runnable_.empty();
  if (tellsHost || !turn.deferred.empty()) host_.committed(id, flags);
  const bool succeeded = runDeferred(id, actor, turn);
  if (turn.began >= 0) turn.took = host_.now(kSystemClock) - turn.began;
  if (!isStill(id, actor, incarnation)) return flags;
  actor.turn = nullptr;
  if (!succeeded) return fail(id, actor, FailureReason::threw);
  if (isFinished) end(id, actor, ActorStatus::finished);
  const bool isWatched = tellsHost || actor.isListening;
  if (isWatched && isStill(id, actor, incarnation)) host_.notify(id, flags);
  if (isStill(id, actor, incarnation)) rest(id, actor);
  return flags;
}

bool ActorSystem::runDeferred(ActorId id, Actor& actor, Turn& turn) {
  const std::uint32_t incarnation = actor.incarnation;
  // Effects may defer further effects.
  for (std::size_t i = 0; i < turn.deferred.size(); ++i) {
    const Deferred deferred = turn.deferred[i];
    bool succeeded = true;
    if (i < turn.initialCount && deferred.kind != Deferred::Kind::effect) {
      turn.deferred.push_back(deferred);
    } else if (deferred.kind == Deferred::Kind::startDelay) {
      startDelay(id, actor, deferred.value, deferred.milliseconds);
    } else if (deferred.kind == Deferred::Kind::cancelDelay) {
      cancelDelay(actor, deferred.value);
    } else {
      succeeded = host_.runEffect(id, deferred.value) != ActionReply::threw;
    }
    if (succeeded && isStill(id, actor, incarnation)) continue;
    dropDeferred(turn, i + 1);
    return false;
  }
  return true;
}

void ActorSystem::dropDeferred(Turn& turn, std::size_t first) {
  const std::vector<Deferred> dropped = std::exchange(turn.deferred, {});
  for (std::size_t i = first; i < dropped.size(); ++i) {
    if (dropped[i].kind == Deferred::Kind::effect) host_.dropEffect(dropped[i].value);
  }
}

std::uint32_t ActorSystem::discard(ActorId id, Actor& actor, Turn& turn, MacrostepResult result) {
  dropDeferred(turn);
  actor.turn = nullptr;
  switch (result) {
    case MacrostepResult::abandoned:
      rest(id, actor);
      return kDropped;
    case MacrostepResult::endlessLoop:
      return fail(id, actor, FailureReason::endlessLoop);
    case MacrostepResult::unhandledError:
      return fail(id, actor, FailureReason::unhandledError);
    default:
      return fail(id, actor, FailureReason::threw);
  }
}

std::uint32_t ActorSystem::fail(ActorId id, Actor& actor, FailureReason reason) {
  // The failure comes before a stop that the macrostep asked for, as in XState.
  const bool isStopRequested = actor.isStopRequested;
  actor.isStopRequested = false;
  if (actor.isRemovalRequested) {
    rest(id, actor);
    return kFailed;
  }
  actor.status = ActorStatus::suspended;
  rest(id, actor);
  host_.failed(id, reason);
  if (isStopRequested) stop(id);
  return kFailed;
}

void ActorSystem::rest(ActorId id, Actor& actor) {
  actor.isBusy = false;
  const bool isRemovalRequested = actor.isRemovalRequested;
  if (actor.isStopRequested) {
    actor.isStopRequested = false;
    stop(id);
  }
  if (isRemovalRequested) remove(id);
}

void ActorSystem::raise(ActorId id, EventClass eventClass, EventHandle event) {
  const Actor* actor = table_.find(id);
  if (actor == nullptr || !actor->isInMacrostep()) {
    host_.dropEvent(event);
    return;
  }
  actor->turn->macrostep->raise(
      {.eventClass = eventClass, .kind = EventKind::plain, .payload = event});
}

void ActorSystem::defer(ActorId id, EffectHandle effect) {
  const Actor* actor = table_.find(id);
  if (actor == nullptr || actor->turn == nullptr) {
    host_.dropEffect(effect);
    return;
  }
  actor->turn->defer(effect);
}

}  // namespace statewarden
