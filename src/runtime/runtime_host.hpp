// What the whole core asks of the world around it.
#pragma once

#include "actor/actor_host.hpp"
#include "supervision/child.hpp"
#include "supervision/deadlines.hpp"
#include "supervision/strategy.hpp"

namespace statewarden {

/// Runs user code and carries out what supervision decides; no call may throw, every call may come
/// back into the runtime.
class RuntimeHost : public ActorHost {
 public:
  /// Ends what the incarnation of a halted actor has started, its delays excepted if they are kept;
  /// its restart or its end follows.
  virtual void haltActor(ActorId actor, bool keepsDelays) = 0;
  /// Calls ActorSystem::restart in the midst of what the host does around it; returns its result.
  [[nodiscard]] virtual bool restartActor(ActorId actor, RestartMode mode) = 0;
  /// Makes and starts an actor for a child that has none; its result is that of restartActor.
  [[nodiscard]] virtual bool startChild(ChildId child) = 0;
  /// Takes the decision for a parked child's last failure again, which ends in Runtime::apply.
  virtual void decide(ChildId child, SupervisorId at) = 0;
  /// Asks for a restart through the actor's public method, which ends in Runtime::restart.
  virtual void requestRestart(ChildId child, RestartMode mode) = 0;
  /// Asks for a stop through the actor's public method, which ends in Runtime::stop.
  virtual void requestStop(ChildId child) = 0;
  /// Runs the strategy's clean-up and answers with Runtime::cleanedUp.
  virtual void cleanUp(ChildId child, StrategyIndex strategy, std::uint32_t token) = 0;
  /// Tells that a clean-up is not waited for any longer; a host may ignore it.
  virtual void cleanupTimedOut(ChildId /*child*/, double /*milliseconds*/) {}
  /// Hands a failure to the parent supervisor, whose decision ends in Runtime::apply.
  virtual void escalate(ChildId child, SupervisorId from, SupervisorId to) = 0;
  /// Tells that a failure reached a supervisor without parent, or a limit ended in a stop.
  virtual void gaveUp(ChildId child, SupervisorId at) = 0;
  /// Tells that a child reached the end of its life.
  virtual void ended(ChildId child) = 0;
  /// Tells that a child was silent for too long, or with a deadline, that what it was for is late;
  /// a host that sets neither is not asked.
  virtual void overdue(ChildId /*child*/, DeadlineId /*deadline*/, double /*milliseconds*/) {}
};

}  // namespace statewarden
