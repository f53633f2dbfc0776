#include "js_host.hpp"

#include <cmath>

#include "actor/actor_system.hpp"
#include "host_calls.hpp"

namespace statewarden {
namespace {

/// What the host returns instead of a delay when the delay function threw.
constexpr double kDelayThrew = -1;

}  // namespace

GuardReply JsActorHost::askGuard(ActorToken actor, SlotIndex guard) {
  return static_cast<GuardReply>(sw_ask_guard(actor, guard));
}
ActionReply JsActorHost::runAction(ActorToken actor, SlotIndex action) {
  return static_cast<ActionReply>(sw_run_action(actor, action));
}
ActionReply JsActorHost::startInvocation(ActorToken actor, SlotIndex invocation) {
  return static_cast<ActionReply>(sw_start_invocation(actor, invocation));
}
ActionReply JsActorHost::stopInvocation(ActorToken actor, SlotIndex invocation) {
  return static_cast<ActionReply>(sw_stop_invocation(actor, invocation));
}
DelayReply JsActorHost::computeDelay(ActorToken actor, SlotIndex delay) {
  const double answer = sw_compute_delay(actor, delay);
  if (std::isnan(answer)) return {.kind = DelayReply::Kind::missing};
  if (answer == kDelayThrew) return {.kind = DelayReply::Kind::threw};
  return {.kind = DelayReply::Kind::milliseconds, .milliseconds = answer};
}
EventReply JsActorHost::makeDoneEvent(ActorToken actor, NodeIndex node, SlotIndex output) {
  const std::int32_t answer = sw_make_done_event(actor, node, output);
  return {.threw = answer < 0, .handle = static_cast<EventHandle>(answer)};
}
ActionReply JsActorHost::computeOutput(ActorToken actor, NodeIndex completion) {
  return static_cast<ActionReply>(sw_compute_output(actor, completion));
}
void JsActorHost::openEvent(ActorToken actor, EventHandle handle) { sw_open_event(actor, handle); }
void JsActorHost::openDelayEvent(ActorToken actor, DelayIndex delay) {
  sw_open_delay_event(actor, delay);
}
void JsActorHost::dropEvent(EventHandle handle) { sw_drop_event(handle); }
double JsActorHost::now(ClockIndex clock) { return sw_now(clock); }
void JsActorHost::wakeAt(ClockIndex clock, double deadline) { sw_wake_at(clock, deadline); }
EventHandle JsActorHost::keepEvent() { return sw_keep_event(); }
void JsActorHost::committed(ActorId actor, std::uint32_t flags) { sw_committed(actor, flags); }
ActionReply JsActorHost::runEffect(ActorId actor, EffectHandle effect) {
  return static_cast<ActionReply>(sw_run_effect(actor, effect));
}
void JsActorHost::dropEffect(EffectHandle effect) { sw_drop_effect(effect); }
void JsActorHost::notify(ActorId actor, std::uint32_t flags) { sw_notify(actor, flags); }
void JsActorHost::failed(ActorId actor, FailureReason reason) {
  sw_failed(actor, static_cast<std::uint32_t>(reason));
}
void JsActorHost::stopped(ActorId actor) { sw_stopped(actor); }
void JsActorHost::deliver(ActorId source, EventHandle event) { sw_deliver(source, event); }
void JsActorHost::deadLetter(ActorId actor, EventHandle event, DeadLetterReason reason) {
  sw_dead_letter(actor, event, static_cast<std::uint32_t>(reason));
}

void JsSupervisionPort::suspend(ActorId actor) { actors_.suspend(actor); }
void JsSupervisionPort::resume(ActorId actor) { actors_.resume(actor); }
bool JsSupervisionPort::restart(ActorId actor, RestartMode mode) {
  return sw_restart_actor(actor, static_cast<std::uint32_t>(mode)) != 0;
}
void JsSupervisionPort::stop(ActorId actor) { actors_.stop(actor); }
void JsSupervisionPort::requestRestart(ChildId child, RestartMode mode) {
  sw_request_restart(child, static_cast<std::uint32_t>(mode));
}
void JsSupervisionPort::requestStop(ChildId child) { sw_request_stop(child); }
void JsSupervisionPort::cleanUp(ChildId child, StrategyIndex strategy, std::uint32_t token) {
  sw_clean_up(child, strategy, token);
}
void JsSupervisionPort::escalate(ChildId child, SupervisorId from, SupervisorId to) {
  sw_escalate(child, from, to);
}
void JsSupervisionPort::gaveUp(ChildId child, SupervisorId at) { sw_gave_up(child, at); }
void JsSupervisionPort::ended(ChildId child) { sw_ended(child); }

}  // namespace statewarden
