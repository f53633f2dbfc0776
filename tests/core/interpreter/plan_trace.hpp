// Everything that can be seen of some actors, for comparing programs that remember different plans.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "support/machine.hpp"

namespace statewarden::testing {

/// Runs several actors of one program side by side and writes down all they do.
///
/// Guards pass or fail by lot, the same lot for the same questions in the same order.
class PlanTrace {
 public:
  static constexpr std::uint32_t kActors = 3;

  PlanTrace(std::shared_ptr<const Chart> chart, std::uint32_t maxPlans);
  ~PlanTrace();
  PlanTrace(const PlanTrace&) = delete;
  PlanTrace& operator=(const PlanTrace&) = delete;

  void send(std::uint32_t actor, const std::string& event);
  void wait(double milliseconds);
  void suspend(std::uint32_t actor);
  void resume(std::uint32_t actor);
  void restart(std::uint32_t actor, RestartMode mode);
  void stop(std::uint32_t actor);
  /// Writes down where the actors are.
  void note();
  /// Takes what was written down.
  [[nodiscard]] std::string takeText() { return std::exchange(text_, {}); }
  /// Ends all actors and counts what they left behind.
  [[nodiscard]] std::size_t end();
  [[nodiscard]] const Program& program() { return *world_.system.program(program_); }

 private:
  void decideByLot();

  World world_;
  std::shared_ptr<const Chart> chart_;
  ProgramIndex program_;
  std::vector<ActorId> actors_;
  std::uint32_t lot_ = 1;
  std::string text_;
};

}  // namespace statewarden::testing
