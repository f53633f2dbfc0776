// Joins supervision to the actors below it and to the host beside it.
#pragma once

#include "actor/actor_system.hpp"
#include "runtime/runtime_host.hpp"
#include "supervision/port.hpp"

namespace statewarden {

/// Sends supervision's decisions to the actor system at once, and those that user code may see or
/// change to the host.
class ActorPort final : public SupervisionPort {
 public:
  ActorPort(ActorSystem& actors, RuntimeHost& host) : actors_(actors), host_(host) {}

  void suspend(ActorId actor) override;
  void resume(ActorId actor) override;
  [[nodiscard]] bool restart(ActorId actor, RestartMode mode) override;
  [[nodiscard]] bool startChild(ChildId child) override;
  void stop(ActorId actor) override;
  void haltActor(ActorId actor, bool keepsDelays) override;
  void decide(ChildId child, SupervisorId at) override;
  void requestRestart(ChildId child, RestartMode mode) override;
  void requestStop(ChildId child) override;
  void cleanUp(ChildId child, StrategyIndex strategy, std::uint32_t token) override;
  void cleanupTimedOut(ChildId child, double milliseconds) override;
  void escalate(ChildId child, SupervisorId from, SupervisorId to) override;
  void gaveUp(ChildId child, SupervisorId at) override;
  void ended(ChildId child) override;
  void overdue(ChildId child, DeadlineId deadline, double milliseconds) override;

 private:
  ActorSystem& actors_;
  RuntimeHost& host_;
};

}  // namespace statewarden
