// From one incarnation to the next.
#include <algorithm>
#include <utility>

#include "actor/depth.hpp"

namespace statewarden {

void ActorSystem::suspend(ActorId id) {
  Actor* actor = table_.find(id);
  if (actor == nullptr) return;
  // One that could not even be initialized is held until a restart.
  const bool isUnmade = actor->status == ActorStatus::created && actor->state == nullptr;
  if (actor->status == ActorStatus::running || isUnmade) actor->status = ActorStatus::suspended;
}

void ActorSystem::resume(ActorId id) {
  Actor* actor = table_.find(id);
  if (actor == nullptr || actor->state == nullptr) return;
  if (actor->status == ActorStatus::suspended) actor->status = ActorStatus::running;
  if (actor->status != ActorStatus::running || actor->mailbox == nullptr) return;
  // Not at once while others are busy: one of them may be this actor's own turn.
  runnable_.push_back(id);
  drainRunnable();
}

void ActorSystem::halt(ActorId id, bool keepsDelays) {
  Actor* actor = table_.find(id);
  if (actor == nullptr || actor->hasEnded()) return;
  if (actor->status == ActorStatus::running) actor->status = ActorStatus::suspended;
  if (actor->isInMacrostep()) {
    actor->turn->macrostep->abandon();
  } else {
    // A turn that runs its effects has lost its actor.
    ++actor->incarnation;
    actor->turn = nullptr;
  }
  if (!keepsDelays) dropIncarnation(*actor);
  if (actor->turn == nullptr) rest(id, *actor);
}

void ActorSystem::dropIncarnation(Actor& actor) {
  if (actor.mailbox != nullptr) actor.mailbox->eraseDelays();
  dropTimers(actor);
}

bool ActorSystem::restartFrom(ActorId id, StateKey key) {
  const Actor* actor = table_.find(id);
  if (actor == nullptr || actor->status == ActorStatus::created) return false;
  restore(id, std::move(key));
  return restart(id, RestartMode::given);
}

bool ActorSystem::restart(ActorId id, RestartMode mode) {
  Actor* actor = table_.find(id);
  const bool isPossible = actor != nullptr && actor->status != ActorStatus::created &&
                          !actor->isInMacrostep() && !actor->isStopRequested &&
                          !actor->isRemovalRequested;
  if (!isPossible) return false;
  const Depth depth(*this);
  const std::uint32_t incarnation = ++actor->incarnation;
  Turn turn = newTurn();
  actor->status = ActorStatus::suspended;
  actor->isBusy = true;
  actor->turn = &turn;
  const MacrostepResult result = beginAgain(id, *actor, turn, mode);
  bool isStarted = false;
  if (!isStill(id, *actor, incarnation)) {
    dropDeferred(turn);
  } else if (isGood(result)) {
    actor->status = ActorStatus::running;
    const bool isFinished = result == MacrostepResult::finished;
    const std::uint32_t flags =
        commit(id, *actor, turn, kChanged | (isFinished ? kFinished : 0u), false);
    isStarted = (flags & kFailed) == 0;
  } else {
    dropDeferred(turn);
    actor->turn = nullptr;
    rest(id, *actor);
  }
  endTurn(turn);
  return isStarted;
}

MacrostepResult ActorSystem::beginAgain(ActorId id, Actor& actor, Turn& turn, RestartMode mode) {
  const std::unique_ptr<StateKey> given = std::exchange(actor.given, nullptr);
  if (mode == RestartMode::fresh || actor.state == nullptr) {
    dropIncarnation(actor);
    enterInitialState(id, actor, turn);
    return actor.initialResult;
  }
  if (mode == RestartMode::given && given != nullptr) {
    dropIncarnation(actor);
    setState(actor, &actor.program->intern(*given));
  }
  std::vector<NodeIndex> nodes = actor.state->key.nodes;
  std::ranges::sort(nodes);
  const bool succeeded =
      restartInvocations(id, actor, nodes) && restartDelays(id, actor, turn, nodes);
  return succeeded ? MacrostepResult::active : MacrostepResult::threw;
}

bool ActorSystem::restartInvocations(ActorId id, const Actor& actor,
                                     std::span<const NodeIndex> nodes) {
  const std::uint32_t incarnation = actor.incarnation;
  const Chart& chart = actor.program->chart();
  for (const NodeIndex node : nodes) {
    for (const SlotIndex slot : chart.slotList(chart.node(node).invocations)) {
      if (host_.startInvocation(id, slot) == ActionReply::threw) return false;
      if (!isStill(id, actor, incarnation)) return false;
    }
  }
  return true;
}

bool ActorSystem::restartDelays(ActorId id, Actor& actor, Turn& turn,
                                std::span<const NodeIndex> nodes) {
  const std::uint32_t incarnation = actor.incarnation;
  Program& program = *actor.program;
  for (const NodeIndex node : nodes) {
    const IndexRange delays = program.chart().node(node).delays;
    for (DelayIndex index = delays.begin; index < delays.end; ++index) {
      // One that became due while the actor was held waits for it.
      const bool waits = actor.mailbox != nullptr && actor.mailbox->hasDelay(index);
      if (waits || actorTimers_.hasDelay(actor, index)) continue;
      const Delay& delay = program.chart().data().delays[index];
      DelayReply reply{.milliseconds = delay.milliseconds};
      if (delay.slot != kNone) reply = host_.computeDelay(id, delay.slot);
      if (reply.kind == DelayReply::Kind::threw || !isStill(id, actor, incarnation)) return false;
      if (reply.kind == DelayReply::Kind::milliseconds) {
        turn.startDelay(index, reply.milliseconds);
      } else {
        enqueue(id, actor,
                {.eventClass = program.classes().classOfDescriptor(delay.descriptor),
                 .kind = EventKind::delay,
                 .payload = index});
      }
    }
  }
  return true;
}

}  // namespace statewarden
