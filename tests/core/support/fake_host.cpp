#include "support/fake_host.hpp"

#include <cmath>
#include <utility>

namespace statewarden::testing {
namespace {

constexpr std::string_view kThrow = "throw";
constexpr std::string_view kRaise = "raise:";
constexpr std::string_view kSend = "send:";
constexpr std::string_view kAssign = "assign:";

std::string reasonName(FailureReason reason) {
  switch (reason) {
    case FailureReason::threw:
      return "threw";
    case FailureReason::unhandledError:
      return "unhandledError";
    case FailureReason::endlessLoop:
      return "endlessLoop";
  }
  return "";
}

std::string reasonName(DeadLetterReason reason) {
  switch (reason) {
    case DeadLetterReason::notRunning:
      return "notRunning";
    case DeadLetterReason::poisonous:
      return "poisonous";
    case DeadLetterReason::stashOverflow:
      return "stashOverflow";
    case DeadLetterReason::mailboxOverflow:
      return "mailboxOverflow";
    case DeadLetterReason::stoppedWhileWaiting:
      return "stoppedWhileWaiting";
  }
  return "";
}

}  // namespace

const Chart& FakeHost::chartOf(ActorId actor) {
  return system_->find(actor)->program->chart();
}

const Slot& FakeHost::slot(ActorId actor, SlotIndex index) {
  return chartOf(actor).data().slots[index];
}

EventClass FakeHost::classify(ActorId actor, const std::string& type) {
  return system_->find(actor)->program->classes().classify(type);
}

void FakeHost::call(const std::string& name, ActorId actor) {
  const auto found = onCall.find(name);
  if (found == onCall.end()) return;
  // A copy: the call may replace itself.
  const Call copy = found->second;
  copy(actor);
}

std::uint32_t FakeHost::send(ActorId actor, const std::string& type) {
  if (system_->find(actor) == nullptr) return system_->send(actor, kUnmatchedEvent);
  const EventKind kind =
      type.starts_with("xstate.error.actor.") ? EventKind::error : EventKind::plain;
  const Actor& receiver = *system_->find(actor);
  sent_ = type;
  const bool isDirect = receiver.status == ActorStatus::running && !receiver.isBusy;
  const std::string before = currentEvent(actor);
  if (isDirect) current_[actor] = type;
  const std::uint32_t flags = system_->send(actor, classify(actor, type), kind);
  if (isDirect && (flags & kQueued) != 0) current_[actor] = before;
  if ((flags & kRefused) == kRefused) log.push_back("refused " + type);
  return flags;
}

EventHandle FakeHost::hold(const std::string& type) {
  events_[nextHandle_] = type;
  return nextHandle_++;
}

std::string FakeHost::take(EventHandle handle) {
  const auto found = events_.find(handle);
  if (found == events_.end()) {
    hasMisusedHandles_ = true;
    return "";
  }
  std::string type = std::move(found->second);
  events_.erase(found);
  return type;
}

void FakeHost::defer(ActorId actor, Effect effect) {
  effects_[nextHandle_] = std::move(effect);
  system_->defer(actor, nextHandle_++);
}

GuardReply FakeHost::askGuard(ActorToken actor, SlotIndex guard) {
  const std::string& name = slot(actor, guard).name;
  log.push_back("? " + name);
  call(name, actor);
  if (name.starts_with(kThrow)) return GuardReply::threw;
  const auto found = guards.find(name);
  const bool passes = found == guards.end() ? !name.starts_with("no") : found->second;
  return passes ? GuardReply::passes : GuardReply::fails;
}

ActionReply FakeHost::runAction(ActorToken actor, SlotIndex action) {
  // The name is copied: a call may end the actor and its program.
  const std::string name = slot(actor, action).name;
  if (name.starts_with(kRaise)) {
    const std::string type = name.substr(kRaise.size());
    system_->raise(actor, classify(actor, type), hold(type));
    return ActionReply::done;
  }
  if (name.starts_with(kSend)) {
    if (sendsLeft == 0) return ActionReply::done;
    --sendsLeft;
    defer(actor, [this, actor, type = name.substr(kSend.size())] {
      send(actor, type);
      return ActionReply::done;
    });
    return ActionReply::done;
  }
  log.push_back(name);
  call(name, actor);
  if (name.starts_with(kThrow)) return ActionReply::threw;
  return name.starts_with(kAssign) ? ActionReply::changed : ActionReply::done;
}

ActionReply FakeHost::startInvocation(ActorToken actor, SlotIndex invocation) {
  const std::string id = slot(actor, invocation).id;
  log.push_back("create " + id);
  call("create " + id, actor);
  if (id.starts_with(kThrow)) return ActionReply::threw;
  const std::uint32_t creation = nextHandle_;
  created_[{actor, id}] = creation;
  unstarted_.insert(creation);
  defer(actor, [this, actor, id, creation] {
    if (unstarted_.erase(creation) == 0) return ActionReply::done;
    log.push_back("start " + id);
    call("start " + id, actor);
    return id.starts_with("late throw") ? ActionReply::threw : ActionReply::done;
  });
  return ActionReply::changed;
}

ActionReply FakeHost::stopInvocation(ActorToken actor, SlotIndex invocation) {
  const std::string& id = slot(actor, invocation).id;
  // What is left again at once never starts.
  if (unstarted_.erase(created_[{actor, id}]) > 0) return ActionReply::changed;
  defer(actor, [this, id] {
    log.push_back("stop " + id);
    return ActionReply::done;
  });
  return ActionReply::changed;
}

DelayReply FakeHost::computeDelay(ActorToken actor, SlotIndex delay) {
  const std::string& name = slot(actor, delay).name;
  call(name, actor);
  if (name.starts_with(kThrow)) return {.kind = DelayReply::Kind::threw};
  const auto found = delays.find(name);
  if (found == delays.end()) return {.kind = DelayReply::Kind::missing};
  return {.kind = DelayReply::Kind::milliseconds, .milliseconds = found->second};
}

EventReply FakeHost::makeDoneEvent(ActorToken actor, NodeIndex node, SlotIndex output) {
  const std::string& id = chartOf(actor).data().texts[node].id;
  const bool throws = output != kNone && slot(actor, output).definition.starts_with("\"throw");
  if (throws) return {.threw = true};
  return {.handle = hold("xstate.done.state." + id)};
}

ActionReply FakeHost::computeOutput(ActorToken actor, NodeIndex completion) {
  log.push_back("output of " + chartOf(actor).data().texts[completion].id);
  return ActionReply::changed;
}

void FakeHost::openEvent(ActorToken actor, EventHandle handle) {
  current_[actor] = take(handle);
}

void FakeHost::openDelayEvent(ActorToken actor, DelayIndex delay) {
  const ChartData& data = chartOf(actor).data();
  current_[actor] = data.descriptors[data.delays[delay].descriptor].text;
}

void FakeHost::dropEvent(EventHandle handle) {
  static_cast<void>(take(handle));
}

void FakeHost::microstepTaken(ActorToken actor, std::span<const TransitionIndex> selected,
                              bool finishes) {
  const Chart& chart = chartOf(actor);
  std::string entry = "microstep on " + current_[actor] + " from";
  for (const TransitionIndex index : selected) {
    entry += " " + chart.data().texts[chart.transition(index).source].id;
  }
  entry += " to";
  for (const NodeIndex node : system_->workingState(actor)->key.nodes) {
    entry += " " + chart.data().texts[node].id;
  }
  log.push_back(entry + (finishes ? ", the end" : ""));
}

void FakeHost::delayStarted(ActorToken actor, DelayIndex delay, double milliseconds) {
  const ChartData& data = chartOf(actor).data();
  const std::string delayText =
      std::isnan(milliseconds) ? "unknown" : std::to_string(std::lround(milliseconds));
  log.push_back("start " + data.descriptors[data.delays[delay].descriptor].text + ": " + delayText);
}

void FakeHost::delayCancelled(ActorToken actor, DelayIndex delay) {
  const ChartData& data = chartOf(actor).data();
  log.push_back("cancel " + data.descriptors[data.delays[delay].descriptor].text);
}

double FakeHost::now(ClockIndex) {
  ++clockReads;
  return time;
}

void FakeHost::wakeAt(ClockIndex clock, double deadline) {
  wakeTimes[clock] = deadline;
}

EventHandle FakeHost::keepEvent() {
  return hold(sent_);
}

void FakeHost::committed(ActorId actor, std::uint32_t) {
  call("committed", actor);
}

ActionReply FakeHost::runEffect(ActorId, EffectHandle handle) {
  const auto found = effects_.find(handle);
  if (found == effects_.end()) {
    hasMisusedHandles_ = true;
    return ActionReply::threw;
  }
  const Effect effect = std::move(found->second);
  effects_.erase(found);
  return effect();
}

void FakeHost::dropEffect(EffectHandle handle) {
  if (effects_.erase(handle) == 0) hasMisusedHandles_ = true;
}

void FakeHost::notify(ActorId actor, std::uint32_t flags) {
  if (onCall.contains("notify")) log.push_back("notify");
  call((flags & kFinished) != 0 ? "done" : "notify", actor);
}

void FakeHost::failed(ActorId actor, FailureReason reason) {
  log.push_back("failed: " + reasonName(reason));
  call("failed", actor);
}

void FakeHost::stopped(ActorId actor) {
  log.push_back("stopped");
  call("stopped", actor);
}

void FakeHost::overran(ActorId, double milliseconds) {
  log.push_back("took " + std::to_string(std::lround(milliseconds)));
}

void FakeHost::overflowed(ActorId) {
  log.push_back("overflowed");
}

void FakeHost::deliver(ActorId source, EventHandle event) {
  send(source, take(event));
}

void FakeHost::deadLetter(ActorId actor, EventHandle event, DeadLetterReason reason) {
  log.push_back("dead letter " + take(event) + ": " + reasonName(reason));
  call("deadLetter", actor);
}

}  // namespace statewarden::testing
