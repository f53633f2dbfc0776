// How actors end.
#include <utility>

#include "actor/actor_system.hpp"

namespace statewarden {

void ActorSystem::stop(ActorId id) {
  Actor* actor = table_.find(id);
  if (actor == nullptr || actor->hasEnded()) return;
  if (actor->isBusy) {
    // The event in process ends first, as in XState; those behind it are lost.
    actor->isStopRequested = true;
    if (const auto mailbox = std::exchange(actor->mailbox, nullptr)) buryEvents(id, *mailbox);
    return;
  }
  end(id, *actor, ActorStatus::stopped);
  host_.stopped(id);
}

void ActorSystem::end(ActorId id, Actor& actor, ActorStatus status) {
  // The host may do anything in the calls below: nothing is left for it to disturb.
  actor.status = status;
  const auto pending = std::exchange(actor.pending, nullptr);
  const auto mailbox = std::exchange(actor.mailbox, nullptr);
  actor.given.reset();
  dropTimers(actor);
  if (pending != nullptr) {
    for (const Deferred& deferred : *pending) {
      if (deferred.kind == Deferred::Kind::effect) host_.dropEffect(deferred.value);
    }
  }
  if (mailbox != nullptr) buryEvents(id, *mailbox);
}

void ActorSystem::buryEvents(ActorId id, Mailbox& mailbox) {
  while (!mailbox.empty()) {
    const QueuedEvent event = mailbox.pop();
    if (event.kind == EventKind::delay) continue;
    host_.deadLetter(id, event.payload, DeadLetterReason::stoppedWhileWaiting);
  }
}

void ActorSystem::remove(ActorId id) {
  Actor* actor = table_.find(id);
  if (actor == nullptr) return;
  if (actor->isBusy) {
    actor->isRemovalRequested = true;
    return;
  }
  if (actor->status != ActorStatus::stopped) {
    end(id, *actor, ActorStatus::stopped);
    // The host may have removed the actor meanwhile.
    if (table_.find(id) != actor) return;
  }
  setState(*actor, nullptr);
  if (actor->isTimed) eventDeadlines_.erase(id);
  --programs_[actor->programIndex].users;
  --clocks_[actor->clock].users;
  table_.remove(id);
}

}  // namespace statewarden
