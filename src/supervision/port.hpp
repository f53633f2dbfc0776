// What supervision asks of the actors below it and of the host beside it.
#pragma once

#include "actor/ids.hpp"
#include "supervision/child.hpp"
#include "supervision/deadlines.hpp"
#include "supervision/strategy.hpp"

namespace statewarden {

/// Carries out what supervision decides; every call may come back into Supervision.
class SupervisionPort {
 public:
  virtual ~SupervisionPort() = default;

  /// Holds the actor's events in its mailbox until it is resumed or restarted.
  virtual void suspend(ActorId actor) = 0;
  /// Lets the actor's waiting events run, after a resumed failure or a restart.
  virtual void resume(ActorId actor) = 0;
  /// Starts the actor's next incarnation and says whether its start succeeded.
  ///
  /// The host reports a failed start through Supervision::noteFailure, within this call or later.
  [[nodiscard]] virtual bool restart(ActorId actor, RestartMode mode) = 0;
  /// Makes and starts an actor for a child that has none, and names it to Supervision::setActor.
  ///
  /// Says whether its start succeeded, as restart does; a host that has nothing to start stops the
  /// child instead.
  [[nodiscard]] virtual bool startChild(ChildId child) = 0;
  /// Stops the actor for good; its waiting events become dead letters.
  virtual void stop(ActorId actor) = 0;
  /// Ends whatever the actor's incarnation has running, before a restart or a stop that follows.
  ///
  /// Delays go on, if they are kept: those of a state that the restart preserves.
  virtual void haltActor(ActorId actor, bool keepsDelays) = 0;

  /// Asks for a restart through the actor's public method, which ends in Supervision::restart.
  virtual void requestRestart(ChildId child, RestartMode mode) = 0;
  /// Asks for a stop through the actor's public method, which ends in Supervision::stop.
  virtual void requestStop(ChildId child) = 0;
  /// Runs the strategy's clean-up; the host answers with Supervision::cleanedUp.
  virtual void cleanUp(ChildId child, StrategyIndex strategy, std::uint32_t token) = 0;
  /// Tells that a clean-up is not waited for any longer.
  virtual void cleanupTimedOut(ChildId child, double milliseconds) = 0;
  /// Asks for the decision on a failure that had to wait, which ends in Supervision::apply.
  virtual void decide(ChildId child, SupervisorId at) = 0;
  /// Hands a failure up, which begins again with Supervision::noteFailure at `to`.
  ///
  /// The child is an actor below `from`, or `from` itself as a child of `to`.
  virtual void escalate(ChildId child, SupervisorId from, SupervisorId to) = 0;
  /// Tells that a failure reached a supervisor without parent, or a limit ended in a stop.
  virtual void gaveUp(ChildId child, SupervisorId at) = 0;
  /// Tells that a child reached the end of its life.
  virtual void ended(ChildId child) = 0;
  /// Tells that a child was silent for too long, or with a deadline, that what it was for is late.
  virtual void overdue(ChildId child, DeadlineId deadline, double milliseconds) = 0;
};

}  // namespace statewarden
