#include "runtime/standalone.hpp"

namespace statewarden {

ChildId Standalone::supervise(ActorId actor, SupervisorId supervisor, StrategyIndex strategy) {
  const ChildId child = runtime_.addChild(supervisor, actor, strategy);
  if (child == kNoChild) return kNoChild;
  children_[actor] = child;
  runtime_.actors().initialize(actor);
  runtime_.actors().start(actor);
  return child;
}

void Standalone::remove(ActorId actor) {
  const auto found = children_.find(actor);
  if (found == children_.end()) return;
  const ChildId child = found->second;
  runtime_.stop(child);
  runtime_.removeChild(child);
  children_.erase(actor);
  runtime_.actors().remove(actor);
}

void Standalone::failed(ActorId actor) {
  const auto found = children_.find(actor);
  if (found == children_.end()) return;
  takeFailure(found->second, runtime_.supervision().supervisorOf(found->second));
}

void Standalone::finished(ActorId actor) {
  const auto found = children_.find(actor);
  if (found != children_.end()) runtime_.finished(found->second);
}

bool Standalone::restartActor(ActorId actor, RestartMode mode) {
  const bool succeeded = runtime_.actors().restart(actor, mode);
  if (!succeeded) failed(actor);
  return succeeded;
}

void Standalone::decide(ChildId child, SupervisorId at) {
  runtime_.apply(child, runtime_.supervision().strategyAt(child, at), at);
}

void Standalone::escalate(ChildId child, SupervisorId to) {
  takeFailure(child, to);
}

void Standalone::takeFailure(ChildId child, SupervisorId at) {
  if (runtime_.noteFailure(child, at) == FailureVerdict::decide) decide(child, at);
}

}  // namespace statewarden
