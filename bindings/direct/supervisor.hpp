// Supervisors as JavaScript objects, for use without the facade.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "supervision/supervision.hpp"

namespace statewarden {

struct DirectSupervisorOptions {
  std::optional<SupervisorPolicy> policy;
};

/// Owns a supervisor of the core; below its parent as long as it lives.
class DirectSupervisor {
 public:
  DirectSupervisor(std::string name, std::shared_ptr<DirectSupervisor> parent,
                   const DirectSupervisorOptions& options);
  ~DirectSupervisor();
  DirectSupervisor(const DirectSupervisor&) = delete;
  DirectSupervisor& operator=(const DirectSupervisor&) = delete;

  [[nodiscard]] std::string name() const { return name_; }
  /// Returns the supervisor's number in the core.
  [[nodiscard]] SupervisorId id() const { return id_; }
  /// Returns the circuit's state as its number, or -1 without a circuit breaker.
  [[nodiscard]] int circuitState() const;
  void resetCircuit();

 private:
  std::string name_;
  std::shared_ptr<DirectSupervisor> parent_;
  SupervisorId id_;
};

/// The supervisor above all others that are given none.
struct RootSupervisor {
  /// Returns the one root, which is made when first asked for.
  [[nodiscard]] static std::shared_ptr<DirectSupervisor> getInstance();
  /// Lets the next call make another root; the old one lives as long as it is used.
  static void resetInstance();
};

}  // namespace statewarden
