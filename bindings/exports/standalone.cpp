// What the default host passes on, as numbers.
#include <emscripten/emscripten.h>

#include "core.hpp"

using namespace statewarden;

extern "C" {

EMSCRIPTEN_KEEPALIVE void sw_direct_failed(ActorId actor) {
  core.standalone.failed(actor);
}

EMSCRIPTEN_KEEPALIVE void sw_direct_finished(ActorId actor) {
  core.standalone.finished(actor);
}

EMSCRIPTEN_KEEPALIVE bool sw_direct_restart_actor(ActorId actor, std::uint32_t mode) {
  return core.standalone.restartActor(actor, static_cast<RestartMode>(mode));
}

EMSCRIPTEN_KEEPALIVE void sw_direct_decide(ChildId child, SupervisorId at) {
  core.standalone.decide(child, at);
}

EMSCRIPTEN_KEEPALIVE void sw_direct_escalate(ChildId child, SupervisorId to) {
  core.standalone.escalate(child, to);
}

}  // extern "C"
