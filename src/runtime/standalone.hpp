// Supervision for hosts that have no strategies of their own.
#pragma once

#include <unordered_map>

#include "runtime/runtime.hpp"

namespace statewarden {

/// Decides about failures by the strategies that children and supervisors were given, and answers
/// what a host is asked about supervision.
class Standalone {
 public:
  explicit Standalone(Runtime& runtime) : runtime_(runtime) {}

  /// Puts a new actor under a supervisor and starts it; kNoChild if it cannot.
  [[nodiscard]] ChildId supervise(ActorId actor, SupervisorId supervisor, StrategyIndex strategy);
  /// Stops a supervised actor and forgets it.
  void remove(ActorId actor);

  // What the host is asked; see RuntimeHost.
  void failed(ActorId actor);
  void finished(ActorId actor);
  [[nodiscard]] bool restartActor(ActorId actor, RestartMode mode);
  void decide(ChildId child, SupervisorId at);
  void escalate(ChildId child, SupervisorId to);

 private:
  void takeFailure(ChildId child, SupervisorId at);

  Runtime& runtime_;
  std::unordered_map<ActorId, ChildId> children_;
};

}  // namespace statewarden
