// Supervision, as numbers.
#include <emscripten/emscripten.h>

#include "core.hpp"

using namespace statewarden;

extern "C" {

EMSCRIPTEN_KEEPALIVE ChildId sw_add_child(SupervisorId supervisor, ActorId actor,
                                          StrategyIndex strategy) {
  return core.runtime.addChild(supervisor, actor, strategy);
}

EMSCRIPTEN_KEEPALIVE void sw_remove_child(ChildId child) {
  core.runtime.removeChild(child);
}

EMSCRIPTEN_KEEPALIVE void sw_set_child_strategy(ChildId child, StrategyIndex strategy) {
  core.runtime.supervision().setStrategy(child, strategy);
}

EMSCRIPTEN_KEEPALIVE void sw_set_child_traits(ChildId child, std::uint32_t restartType,
                                              bool isSignificant, bool isDynamic) {
  core.runtime.supervision().setTraits(child, {.restartType = static_cast<RestartType>(restartType),
                                               .isSignificant = isSignificant,
                                               .isDynamic = isDynamic});
}

EMSCRIPTEN_KEEPALIVE FailureVerdict sw_note_failure(ChildId child, SupervisorId at, bool counts) {
  return core.runtime.noteFailure(child, at, counts);
}

EMSCRIPTEN_KEEPALIVE void sw_apply(ChildId child, StrategyIndex strategy, SupervisorId at) {
  core.runtime.apply(child, strategy, at);
}

EMSCRIPTEN_KEEPALIVE bool sw_supervised_restart(ChildId child, std::uint32_t mode) {
  return core.runtime.restart(child, static_cast<RestartMode>(mode));
}

EMSCRIPTEN_KEEPALIVE void sw_supervised_stop(ChildId child) {
  core.runtime.stop(child);
}

EMSCRIPTEN_KEEPALIVE void sw_cleaned_up(ChildId child, std::uint32_t token, bool succeeded) {
  core.runtime.cleanedUp(child, token, succeeded);
}

EMSCRIPTEN_KEEPALIVE void sw_finished(ChildId child) {
  core.runtime.finished(child);
}

EMSCRIPTEN_KEEPALIVE bool sw_retry_now(ChildId child) {
  return core.runtime.retryNow(child);
}

EMSCRIPTEN_KEEPALIVE void sw_set_heartbeat(ChildId child, double within, double startAfter) {
  core.runtime.setHeartbeat(child, {.within = within, .startAfter = startAfter});
}

EMSCRIPTEN_KEEPALIVE void sw_beat(ChildId child) {
  core.runtime.beat(child);
}

EMSCRIPTEN_KEEPALIVE DeadlineId sw_add_deadline(ChildId child, double milliseconds) {
  return core.runtime.addDeadline(child, milliseconds);
}

EMSCRIPTEN_KEEPALIVE void sw_cancel_deadline(DeadlineId deadline) {
  core.runtime.cancelDeadline(deadline);
}

EMSCRIPTEN_KEEPALIVE void sw_note_overrun(ChildId child, double milliseconds) {
  core.runtime.noteOverrun(child, milliseconds);
}

EMSCRIPTEN_KEEPALIVE std::uint32_t sw_error_count(ChildId child) {
  return core.runtime.supervision().errorCount(child);
}

EMSCRIPTEN_KEEPALIVE std::uint32_t sw_restart_count(ChildId child) {
  return core.runtime.supervision().restartCount(child);
}

EMSCRIPTEN_KEEPALIVE ChildState sw_child_state(ChildId child) {
  return core.runtime.supervision().state(child);
}

EMSCRIPTEN_KEEPALIVE void sw_circuit_obey(SupervisorId supervisor, std::uint32_t command) {
  core.runtime.commandCircuit(supervisor, static_cast<CircuitCommand>(command));
}

EMSCRIPTEN_KEEPALIVE ChildId sw_member(SupervisorId supervisor) {
  return core.runtime.supervision().memberOf(supervisor);
}

EMSCRIPTEN_KEEPALIVE ManagementVerdict sw_terminate_child(ChildId child) {
  return core.runtime.terminateChild(child);
}

EMSCRIPTEN_KEEPALIVE ManagementVerdict sw_restart_child(ChildId child) {
  return core.runtime.restartChild(child);
}

EMSCRIPTEN_KEEPALIVE ManagementVerdict sw_delete_child(ChildId child) {
  return core.runtime.deleteChild(child);
}

EMSCRIPTEN_KEEPALIVE void sw_close_supervisor(SupervisorId supervisor) {
  core.runtime.supervision().closeSupervisor(supervisor);
}

EMSCRIPTEN_KEEPALIVE void sw_retire_child(ChildId child) {
  core.runtime.supervision().retireChild(child);
}

EMSCRIPTEN_KEEPALIVE ChildPresence sw_child_presence(ChildId child) {
  return core.runtime.supervision().presence(child);
}

EMSCRIPTEN_KEEPALIVE void sw_mark_stopped_together(ChildId child) {
  core.runtime.supervision().markStoppedTogether(child);
}

/// Returns the youngest child of a supervisor, kNoChild when it has none.
EMSCRIPTEN_KEEPALIVE ChildId sw_last_child(SupervisorId supervisor) {
  return core.runtime.supervision().lastChild(supervisor);
}

/// Returns the child that was started before this one, kNoChild when it is the first.
EMSCRIPTEN_KEEPALIVE ChildId sw_previous_child(ChildId child) {
  return core.runtime.supervision().previousChild(child);
}

EMSCRIPTEN_KEEPALIVE void sw_set_child_actor(ChildId child, ActorId actor) {
  core.runtime.supervision().setActor(child, actor);
}

EMSCRIPTEN_KEEPALIVE void sw_release_strategy(StrategyIndex strategy) {
  core.runtime.supervision().releaseStrategy(strategy);
}

EMSCRIPTEN_KEEPALIVE void sw_remove_supervisor(SupervisorId supervisor) {
  core.runtime.removeSupervisor(supervisor);
}

}  // extern "C"
