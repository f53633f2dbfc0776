#include "js_host.hpp"

#include <cmath>

#include "host_calls.hpp"

namespace statewarden {
namespace {

/// What the host returns instead of a delay when the delay function threw.
constexpr double kDelayThrew = -1;

}  // namespace

GuardReply JsHost::askGuard(ActorToken actor, SlotIndex guard) {
  return static_cast<GuardReply>(sw_ask_guard(actor, guard));
}
ActionReply JsHost::runAction(ActorToken actor, SlotIndex action) {
  return static_cast<ActionReply>(sw_run_action(actor, action));
}
ActionReply JsHost::startInvocation(ActorToken actor, SlotIndex invocation) {
  return static_cast<ActionReply>(sw_start_invocation(actor, invocation));
}
ActionReply JsHost::stopInvocation(ActorToken actor, SlotIndex invocation) {
  return static_cast<ActionReply>(sw_stop_invocation(actor, invocation));
}
DelayReply JsHost::computeDelay(ActorToken actor, SlotIndex delay) {
  const double answer = sw_compute_delay(actor, delay);
  if (std::isnan(answer)) return {.kind = DelayReply::Kind::missing};
  if (answer == kDelayThrew) return {.kind = DelayReply::Kind::threw};
  return {.kind = DelayReply::Kind::milliseconds, .milliseconds = answer};
}
EventReply JsHost::makeDoneEvent(ActorToken actor, NodeIndex node, SlotIndex output) {
  const std::int32_t answer = sw_make_done_event(actor, node, output);
  return {.threw = answer < 0, .handle = static_cast<EventHandle>(answer)};
}
ActionReply JsHost::computeOutput(ActorToken actor, NodeIndex completion) {
  return static_cast<ActionReply>(sw_compute_output(actor, completion));
}
void JsHost::openEvent(ActorToken actor, EventHandle handle) {
  sw_open_event(actor, handle);
}
void JsHost::openDelayEvent(ActorToken actor, DelayIndex delay) {
  sw_open_delay_event(actor, delay);
}
void JsHost::dropEvent(EventHandle handle) {
  sw_drop_event(handle);
}
void JsHost::microstepTaken(ActorToken actor, std::span<const TransitionIndex> selected,
                            bool finishes) {
  sw_microstep_taken(actor, selected.data(), static_cast<std::uint32_t>(selected.size()), finishes);
}
void JsHost::delayStarted(ActorToken actor, DelayIndex delay, double milliseconds) {
  sw_delay_started(actor, delay, milliseconds);
}
void JsHost::delayCancelled(ActorToken actor, DelayIndex delay) {
  sw_delay_cancelled(actor, delay);
}
double JsHost::now(ClockIndex clock) {
  return sw_now(clock);
}
void JsHost::wakeAt(ClockIndex clock, double deadline) {
  sw_wake_at(clock, deadline);
}
EventHandle JsHost::keepEvent() {
  return sw_keep_event();
}
void JsHost::committed(ActorId actor, std::uint32_t flags) {
  sw_committed(actor, flags);
}
ActionReply JsHost::runEffect(ActorId actor, EffectHandle effect) {
  return static_cast<ActionReply>(sw_run_effect(actor, effect));
}
void JsHost::dropEffect(EffectHandle effect) {
  sw_drop_effect(effect);
}
void JsHost::notify(ActorId actor, std::uint32_t flags) {
  sw_notify(actor, flags);
}
void JsHost::failed(ActorId actor, FailureReason reason) {
  sw_failed(actor, static_cast<std::uint32_t>(reason));
}
void JsHost::stopped(ActorId actor) {
  sw_stopped(actor);
}
void JsHost::deliver(ActorId source, EventHandle event) {
  sw_deliver(source, event);
}
void JsHost::deadLetter(ActorId actor, EventHandle event, DeadLetterReason reason) {
  sw_dead_letter(actor, event, static_cast<std::uint32_t>(reason));
}
void JsHost::overran(ActorId actor, double milliseconds) {
  sw_overran(actor, milliseconds);
}
bool JsHost::isVital() {
  return sw_is_vital() != 0;
}
void JsHost::overflowed(ActorId actor) {
  sw_overflowed(actor);
}

void JsHost::haltActor(ActorId actor, bool keepsDelays) {
  sw_halt_actor(actor, keepsDelays ? 1 : 0);
}
bool JsHost::restartActor(ActorId actor, RestartMode mode) {
  return sw_restart_actor(actor, static_cast<std::uint32_t>(mode)) != 0;
}
bool JsHost::startChild(ChildId child) {
  return sw_start_child(child) != 0;
}
void JsHost::decide(ChildId child, SupervisorId at) {
  sw_decide(child, at);
}
void JsHost::requestRestart(ChildId child, RestartMode mode) {
  sw_request_restart(child, static_cast<std::uint32_t>(mode));
}
void JsHost::requestStop(ChildId child) {
  sw_request_stop(child);
}
void JsHost::cleanUp(ChildId child, StrategyIndex strategy, std::uint32_t token) {
  sw_clean_up(child, strategy, token);
}
void JsHost::cleanupTimedOut(ChildId child, double milliseconds) {
  sw_cleanup_timed_out(child, milliseconds);
}
void JsHost::escalate(ChildId child, SupervisorId from, SupervisorId to) {
  sw_escalate(child, from, to);
}
void JsHost::gaveUp(ChildId child, SupervisorId at) {
  sw_gave_up(child, at);
}
void JsHost::ended(ChildId child) {
  sw_ended(child);
}
void JsHost::overdue(ChildId child, DeadlineId deadline, double milliseconds) {
  sw_overdue(child, deadline, milliseconds);
}

}  // namespace statewarden
