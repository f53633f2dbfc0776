// From an empty slot to a running actor.
#include <utility>

#include "actor/depth.hpp"

namespace statewarden {

ActorId ActorSystem::add(ProgramIndex programIndex, ClockIndex clock) {
  const bool isPossible =
      program(programIndex) != nullptr && clock < clocks_.size() && clocks_[clock].exists;
  const ActorId id = isPossible ? table_.add() : kNoActor;
  if (id == kNoActor) return kNoActor;
  Actor& actor = *table_.find(id);
  actor.program = program(programIndex);
  actor.programIndex = programIndex;
  actor.clock = clock;
  ++programs_[programIndex].users;
  ++clocks_[clock].users;
  return id;
}

void ActorSystem::enterInitialState(ActorId id, Actor& actor, Turn& turn) {
  if (depth_ >= kMaxCreationDepth) {
    actor.initialResult = MacrostepResult::endlessLoop;
    return;
  }
  const Depth depth(*this);
  State& nowhere = actor.program->intern({});
  Macrostep macrostep(*actor.program, host_, turn, id, nowhere);
  if (actor.isInspected) macrostep.inspect();
  turn.macrostep = &macrostep;
  actor.initialResult = macrostep.start();
  turn.macrostep = nullptr;
  if (isGood(actor.initialResult)) setState(actor, &macrostep.state());
}

bool ActorSystem::initialize(ActorId id) {
  Actor* actor = table_.find(id);
  const bool isNew = actor != nullptr && actor->status == ActorStatus::created &&
                     actor->state == nullptr && !actor->isBusy &&
                     actor->initialResult == MacrostepResult::active;
  if (!isNew) return actor != nullptr && actor->state != nullptr;
  Turn turn = newTurn();
  actor->isBusy = true;
  actor->turn = &turn;
  enterInitialState(id, *actor, turn);
  actor->turn = nullptr;
  if (actor->state == nullptr) {
    dropDeferred(turn);
  } else if (!turn.deferred.empty()) {
    actor->pending = std::make_unique<std::vector<Deferred>>(turn.deferred);
  }
  endTurn(turn);
  const bool isGood = actor->state != nullptr;
  rest(id, *actor);
  return isGood;
}

void ActorSystem::restore(ActorId id, StateKey key) {
  Actor* actor = table_.find(id);
  if (actor == nullptr || actor->hasEnded()) return;
  if (actor->status == ActorStatus::created && actor->state == nullptr) {
    setState(*actor, &actor->program->intern(key));
  } else {
    actor->given = std::make_unique<StateKey>(std::move(key));
  }
}

void ActorSystem::start(ActorId id) {
  const Actor* before = table_.find(id);
  const bool wasInitialized = before != nullptr && before->state != nullptr;
  initialize(id);
  Actor* actor = table_.find(id);
  if (actor == nullptr || actor->status != ActorStatus::created || actor->isBusy) return;
  if (depth_ >= kMaxDepth) {
    if (!actor->isStartRequested) runnable_.push_back(id);
    actor->isStartRequested = true;
    return;
  }
  if (actor->state == nullptr) {
    actor->status = ActorStatus::suspended;
    const bool isLoop = actor->initialResult == MacrostepResult::endlessLoop;
    host_.failed(id, isLoop ? FailureReason::endlessLoop : FailureReason::threw);
    return;
  }
  actor->status = ActorStatus::running;
  actor->isBusy = true;
  Turn turn = newTurn();
  actor->turn = &turn;
  if (const auto pending = std::exchange(actor->pending, nullptr)) turn.deferred = *pending;
  turn.initialCount = turn.deferred.size();
  {
    const Depth depth(*this);
    const bool isFinished = actor->initialResult == MacrostepResult::finished;
    // Whoever initialized the actor has seen its state already.
    const std::uint32_t changed = wasInitialized ? 0u : kChanged;
    commit(id, *actor, turn, changed | (isFinished ? kFinished : 0u), wasInitialized);
    endTurn(turn);
  }
  drain(id, *actor);
  drainRunnable();
}

}  // namespace statewarden
