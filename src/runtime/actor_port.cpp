#include "runtime/actor_port.hpp"

namespace statewarden {

void ActorPort::suspend(ActorId actor) {
  actors_.suspend(actor);
}
void ActorPort::resume(ActorId actor) {
  actors_.resume(actor);
}
bool ActorPort::restart(ActorId actor, RestartMode mode) {
  return host_.restartActor(actor, mode);
}
bool ActorPort::startChild(ChildId child) {
  return host_.startChild(child);
}
void ActorPort::stop(ActorId actor) {
  actors_.stop(actor);
}
void ActorPort::haltActor(ActorId actor, bool keepsDelays) {
  actors_.halt(actor, keepsDelays);
  host_.haltActor(actor, keepsDelays);
}
void ActorPort::decide(ChildId child, SupervisorId at) {
  host_.decide(child, at);
}
void ActorPort::requestRestart(ChildId child, RestartMode mode) {
  host_.requestRestart(child, mode);
}
void ActorPort::requestStop(ChildId child) {
  host_.requestStop(child);
}
void ActorPort::cleanUp(ChildId child, StrategyIndex strategy, std::uint32_t token) {
  host_.cleanUp(child, strategy, token);
}
void ActorPort::cleanupTimedOut(ChildId child, double milliseconds) {
  host_.cleanupTimedOut(child, milliseconds);
}
void ActorPort::escalate(ChildId child, SupervisorId from, SupervisorId to) {
  host_.escalate(child, from, to);
}
void ActorPort::gaveUp(ChildId child, SupervisorId at) {
  host_.gaveUp(child, at);
}
void ActorPort::ended(ChildId child) {
  host_.ended(child);
}
void ActorPort::overdue(ChildId child, DeadlineId deadline, double milliseconds) {
  host_.overdue(child, deadline, milliseconds);
}

}  // namespace statewarden
