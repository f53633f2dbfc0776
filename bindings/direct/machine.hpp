// Supervised machines as JavaScript objects, for use without the facade.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "direct/supervisor.hpp"

namespace statewarden {

struct DirectMachineOptions {
  /// What happens when the machine fails; without one the supervisor's default strategy.
  std::optional<Strategy> strategy;
};

/// Owns a supervised actor of the core and the program that it runs.
class DirectMachine {
 public:
  DirectMachine(std::string name, std::uint32_t program, std::shared_ptr<DirectSupervisor> parent,
                const DirectMachineOptions& options);
  ~DirectMachine();
  DirectMachine(const DirectMachine&) = delete;
  DirectMachine& operator=(const DirectMachine&) = delete;

  [[nodiscard]] std::string name() const { return name_; }
  /// Sends an event by its type and returns what became of it as CommitFlag bits.
  std::uint32_t send(const std::string& eventType);
  /// Returns the state value as JSON text, "" when the machine never started.
  [[nodiscard]] std::string state() const;
  /// Returns where supervision stands with it, as its number.
  [[nodiscard]] int childState() const;
  [[nodiscard]] ChildHealth health() const;
  /// Restarts it in its initial state and says whether it is up.
  bool restart();
  /// Stops it for good.
  void stop();

 private:
  std::string name_;
  std::uint32_t program_;
  std::shared_ptr<DirectSupervisor> supervisor_;
  StrategyIndex strategy_ = kNoStrategy;
  ActorId actor_ = kNoActor;
  ChildId child_ = kNoChild;
};

/// Starts a machine below a supervisor (the root when null); null when the config has errors,
/// which `loadChart` tells.
[[nodiscard]] std::shared_ptr<DirectMachine> createSupervisedMachine(
    const std::string& name, const std::string& chartJson,
    const std::shared_ptr<DirectSupervisor>& supervisor, const DirectMachineOptions& options);

}  // namespace statewarden
