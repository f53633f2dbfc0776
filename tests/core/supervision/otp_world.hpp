// Supervision with the children of a recorded OTP script, as OTP's own calls and lists show them.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "supervision/otp_script.hpp"
#include "supervision/supervision.hpp"

namespace statewarden {

/// Carries out the steps of a script under virtual time, and shows what OTP's driver shows.
class OtpWorld final : public SupervisionPort {
 public:
  explicit OtpWorld(const OtpSupervisor& tree);

  /// Carries out a step and returns the result as the driver names it.
  [[nodiscard]] std::string step(const OtpStep& step);
  /// Returns the starts and stops since the last call.
  [[nodiscard]] std::string takeLog();
  /// Returns the tree as which_children and count_children show it.
  [[nodiscard]] std::string show() const;
  /// Says whether a child could not start while its supervisor began anew: that fails the
  /// supervisor in OTP, while here the supervisor tries that child again.
  [[nodiscard]] bool hasLeftOtp() const { return hasLeftOtp_; }

  void suspend(ActorId actor) override;
  void resume(ActorId actor) override;
  [[nodiscard]] bool restart(ActorId actor, RestartMode mode) override;
  [[nodiscard]] bool startChild(ChildId child) override;
  void stop(ActorId actor) override;
  void haltActor(ActorId actor, bool keepsDelays) override;
  void requestRestart(ChildId child, RestartMode mode) override;
  void requestStop(ChildId child) override;
  void cleanUp(ChildId child, StrategyIndex strategy, std::uint32_t token) override;
  void decide(ChildId child, SupervisorId at) override;
  void escalate(ChildId child, SupervisorId from, SupervisorId to) override;
  void gaveUp(ChildId child, SupervisorId at) override;
  void cleanupTimedOut(ChildId /*child*/, double /*milliseconds*/) override {}
  void overdue(ChildId /*child*/, DeadlineId /*deadline*/, double /*milliseconds*/) override {}
  void ended(ChildId child) override;

 private:
  /// A child by its spec; its actor's number is its index.
  struct Worker {
    std::string id;
    ChildId child = kNoChild;
    bool isAlive = false;
  };

  SupervisorId addSupervisor(const OtpSupervisor& tree, SupervisorId parent);
  std::string addChild(SupervisorId supervisor, const OtpChild& spec, bool isDynamic);
  std::string startOf(SupervisorId supervisor, const OtpChild& spec);
  std::string managed(const OtpStep& step);
  std::string finish(const std::string& id, const std::string& reason);
  std::string burst(const std::vector<std::string>& ids);
  bool begin(Worker& worker);
  void end(Worker& worker);
  void advance(double milliseconds);
  void crash(ChildId child, SupervisorId at);
  [[nodiscard]] std::uint32_t lifeOf(SupervisorId supervisor) const;
  [[nodiscard]] bool isRunning(SupervisorId supervisor) const;
  [[nodiscard]] ChildId childOf(SupervisorId supervisor, const std::string& id) const;
  [[nodiscard]] std::string nameOf(ChildId child) const;
  [[nodiscard]] std::string show(SupervisorId supervisor) const;
  [[nodiscard]] std::string showChild(ChildId child) const;
  [[nodiscard]] bool takes(std::map<std::string, int>& counts, const std::string& id);

  double now_ = 0;
  TimerQueue timers_;
  EventRing events_;
  Supervision supervision_;
  StrategyIndex strategy_;
  SupervisorId root_ = kNoSupervisor;
  std::vector<Worker> workers_;
  std::map<std::string, SupervisorId> supervisors_;
  std::map<SupervisorId, std::string> supervisorNames_;
  std::map<ChildId, SupervisorId> members_;
  std::map<ChildId, std::size_t> workerOf_;
  std::set<ChildId> temporary_;
  /// The lives of supervisors before the step that is being carried out.
  std::map<SupervisorId, std::uint32_t> lives_;
  bool hasLeftOtp_ = false;
  std::map<std::string, int> starts_;
  std::map<std::string, int> failing_;
  std::map<std::string, int> ignoring_;
  std::vector<std::string> log_;
};

}  // namespace statewarden
