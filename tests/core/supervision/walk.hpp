// A tree of supervisors under any faults, and what must hold whatever happens.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "supervision/world.hpp"

namespace statewarden {

/// Answers with a number below the given one.
using Choices = std::function<std::uint32_t(std::uint32_t)>;

/// One tree and one script, both as chosen; GoogleTest is told of everything that must not be.
class Walk {
 public:
  Walk(Choices pick, std::uint64_t seed);

  /// Does so many things, and looks at everybody after each.
  void run(int steps);
  /// Ends everything and looks for what was left behind.
  void end();
  [[nodiscard]] World& world() { return world_; }

 private:
  /// Leaves everybody alone for so long that each is up or down again.
  void settle();
  Strategy randomStrategy();
  void addSupervisor();
  void addActor();
  void setTraits(ChildId id);
  void remove(const std::string& name, ChildId id);
  void fireOne();
  /// Forgets dynamic children and supervisors that are gone since their supervisor began anew.
  void forgetDropped();
  void stepSupervisor();
  void commandCircuit(SupervisorId id);
  [[nodiscard]] SupervisorPolicy randomPolicy();
  [[nodiscard]] SupervisorId randomSupervisor();

  // Calls (walk_management.cpp).
  void startByCall();
  void manage(ChildId id);
  void manageSupervisor(SupervisorId id);
  void expectStarted(ChildId id, ManagementVerdict verdict);
  /// Looks whether counts and presences of a supervisor's children agree.
  void checkCounts(SupervisorId id);
  void step();
  void watch(const std::string& call);
  void check();
  /// Says whether a child is, or is below, a supervisor that is being stopped step by step.
  [[nodiscard]] bool isLeaving(ChildId id) const;

  Choices pick_;
  std::map<std::string, ChildId> children_;
  std::vector<SupervisorId> supervisors_;
  /// Children that a supervisor which begins anew forgets.
  std::set<ChildId> passing_;
  /// Children that may come back with their supervisor, and are forgotten if that is cut short.
  std::set<ChildId> deleted_;
  /// The supervisors that are being stopped step by step, as children.
  std::set<ChildId> closing_;
  int actorCount_ = 0;
  bool isOver_ = false;
  World world_;
};

}  // namespace statewarden
