// A small tree in which every life is watched.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "supervision/world.hpp"

namespace statewarden {

/// What is the same in all orders of a scope.
struct SmallScope {
  RestartScope scope = RestartScope::oneForOne;
  bool reviveStopped = false;
  /// Three levels, `a (t: b c) d`, instead of one, `a b c d`.
  bool isDeep = false;
  /// Restarts that a supervisor grants, ever.
  std::uint32_t limit = kUnlimited;
  double backoff = 0;
};

/// Knows who is alive, and tells GoogleTest of everything that must not be.
class ExhaustiveWorld {
 public:
  explicit ExhaustiveWorld(const SmallScope& scope);

  /// How many different things may be done.
  static constexpr std::uint32_t kCommands = 11;
  /// Does one of them, and looks at everybody after it.
  void run(std::uint32_t command);
  /// Stops everything and looks for what was left behind.
  void end();

 private:
  struct Worker {
    std::string name;
    ChildId id = kNoChild;
    bool isAlive = true;
    bool isHalted = false;
    std::uint32_t starts = 1;
    std::uint32_t ends = 0;
  };

  void addWorker(const std::string& name, SupervisorId supervisor);
  void act(std::uint32_t command);
  void crash(Worker& worker);
  void finish(Worker& worker);
  void watch(const std::string& call);
  void watchStart(std::size_t place);
  void watchEnd(std::size_t place, bool isHalted);
  [[nodiscard]] bool isSibling(std::size_t place) const;
  void check();
  void checkCounters();

  SmallScope scope_;
  World world_;
  SupervisorId top_ = kNoSupervisor;
  SupervisorId root_ = kNoSupervisor;
  std::vector<Worker> workers_;
  /// The last in a row of halts and stops, or of starts, of one sweep.
  std::size_t lastPlace_ = 0;
  enum class Row : std::uint8_t { none, ends, starts } row_ = Row::none;
  std::map<ChildId, std::uint32_t> failures_;
  std::map<ChildId, std::uint32_t> restarts_;
  bool isOver_ = false;
};

}  // namespace statewarden
