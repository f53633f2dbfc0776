// Actors, as numbers: the calls that happen per event.
#include <emscripten/emscripten.h>

#include "core.hpp"

using namespace statewarden;

extern "C" {

EMSCRIPTEN_KEEPALIVE ActorId sw_add_actor(ProgramIndex program, ClockIndex clock) {
  return core.runtime.actors().add(program, clock);
}

EMSCRIPTEN_KEEPALIVE bool sw_initialize(ActorId actor) {
  return core.runtime.actors().initialize(actor);
}

EMSCRIPTEN_KEEPALIVE void sw_start(ActorId actor) {
  core.runtime.actors().start(actor);
}

EMSCRIPTEN_KEEPALIVE std::uint32_t sw_send(ActorId actor, EventClass eventClass,
                                           std::uint32_t kind) {
  return core.runtime.actors().send(actor, eventClass, static_cast<EventKind>(kind));
}

EMSCRIPTEN_KEEPALIVE std::uint32_t sw_take(ActorId actor, EventClass eventClass,
                                           std::uint32_t kind) {
  return core.runtime.actors().take(actor, eventClass, static_cast<EventKind>(kind));
}

EMSCRIPTEN_KEEPALIVE void sw_told() {
  core.runtime.actors().told();
}

EMSCRIPTEN_KEEPALIVE void sw_raise(ActorId actor, EventClass eventClass, EventHandle event) {
  core.runtime.actors().raise(actor, eventClass, event);
}

EMSCRIPTEN_KEEPALIVE void sw_defer(ActorId actor, EffectHandle effect) {
  core.runtime.actors().defer(actor, effect);
}

EMSCRIPTEN_KEEPALIVE void sw_schedule(ActorId actor, double milliseconds, EventHandle event) {
  core.runtime.actors().schedule(actor, milliseconds, event);
}

EMSCRIPTEN_KEEPALIVE bool sw_cancel(ActorId actor, EventHandle event) {
  return core.runtime.actors().cancel(actor, event);
}

EMSCRIPTEN_KEEPALIVE void sw_suspend(ActorId actor) {
  core.runtime.actors().suspend(actor);
}

EMSCRIPTEN_KEEPALIVE void sw_resume(ActorId actor) {
  core.runtime.actors().resume(actor);
}

EMSCRIPTEN_KEEPALIVE void sw_halt(ActorId actor) {
  core.runtime.actors().halt(actor);
}

EMSCRIPTEN_KEEPALIVE bool sw_restart(ActorId actor, std::uint32_t mode) {
  return core.runtime.actors().restart(actor, static_cast<RestartMode>(mode));
}

EMSCRIPTEN_KEEPALIVE void sw_stop(ActorId actor) {
  core.runtime.actors().stop(actor);
}

EMSCRIPTEN_KEEPALIVE void sw_remove(ActorId actor) {
  core.runtime.actors().remove(actor);
}

EMSCRIPTEN_KEEPALIVE void sw_set_listening(ActorId actor, bool isListening) {
  core.runtime.actors().setListening(actor, isListening);
}

EMSCRIPTEN_KEEPALIVE void sw_set_inspected(ActorId actor, bool isInspected) {
  core.runtime.actors().setInspected(actor, isInspected);
}

EMSCRIPTEN_KEEPALIVE void sw_requeue(ActorId actor, EventClass eventClass, std::uint32_t kind,
                                     std::uint32_t payload) {
  core.runtime.actors().requeue(actor, eventClass, static_cast<EventKind>(kind), payload);
}

EMSCRIPTEN_KEEPALIVE void sw_set_event_deadline(ActorId actor, double milliseconds) {
  core.runtime.actors().setEventDeadline(actor, milliseconds);
}

/// Overflow rules are numbers of Overflow.
EMSCRIPTEN_KEEPALIVE bool sw_set_bounds(ActorId actor, std::uint32_t capacity,
                                        std::uint32_t overflow, std::uint32_t stashCapacity,
                                        std::uint32_t stashOverflow) {
  return core.runtime.actors().setBounds(actor,
                                         {.capacity = capacity,
                                          .stashCapacity = stashCapacity,
                                          .overflow = static_cast<Overflow>(overflow),
                                          .stashOverflow = static_cast<Overflow>(stashOverflow)});
}

EMSCRIPTEN_KEEPALIVE std::uint32_t sw_mailbox_size(ActorId actor) {
  return core.runtime.actors().mailboxSize(actor);
}

EMSCRIPTEN_KEEPALIVE std::uint32_t sw_state_serial(ActorId id, bool working) {
  if (working) {
    const State* state = core.runtime.actors().workingState(id);
    return state == nullptr ? 0 : state->serial;
  }
  const Actor* actor = core.runtime.actors().find(id);
  return actor == nullptr || actor->state == nullptr ? 0 : actor->state->serial;
}

}  // extern "C"
