// One supervised child, as its supervisor sees it.
#pragma once

#include <cstdint>

#include "actor/ids.hpp"

namespace statewarden {

/// Names a supervised child, an actor or a supervisor; generation-checked like an ActorId.
using ChildId = std::uint32_t;
using SupervisorId = std::uint32_t;
inline constexpr ChildId kNoChild = 0xFFFFFFFFu;
inline constexpr SupervisorId kNoSupervisor = 0xFFFFFFFFu;

/// Where a child stands; clean-up and back-off are asynchronous, so they are states.
enum class ChildState : std::uint8_t {
  /// Down, to be started again as part of a restart.
  starting,
  running,
  /// Failed, a decision is being taken.
  failed,
  /// The strategy's clean-up runs.
  cleaningUp,
  /// A restart is due later.
  backingOff,
  /// Held back by an open circuit; events are stashed.
  parked,
  stopping,
  stopped,
};

/// When a child is started again after it has ended.
enum class RestartType : std::uint8_t {
  /// Whenever it ends, also by finishing.
  permanent,
  /// When it failed.
  transient,
  /// Never, not even together with its siblings.
  temporary,
};

/// What a supervisor knows about a child besides its strategy.
struct ChildTraits {
  RestartType restartType = RestartType::transient;
  /// Says that its end may shut the supervisor down, as the policy's autoShutdown tells.
  bool isSignificant = false;
  /// Says that it does not come back when its supervisor is restarted.
  bool isDynamic = false;
};

enum class HealthStatus : std::uint8_t { healthy, degraded, unhealthy, stopped };

/// What is known about a child's health; times are monotonic milliseconds.
struct ChildHealth {
  HealthStatus status = HealthStatus::healthy;
  ChildState state = ChildState::running;
  std::uint32_t errorCount = 0;
  std::uint32_t restartCount = 0;
  /// Milliseconds since this incarnation started, 0 when it does not run.
  double uptime = 0;
  /// Restarts still granted in the current window, kUnlimited when there is no limit.
  std::uint32_t restartsLeft = 0;
  /// Milliseconds until the pending restart or probe, 0 when there is none.
  double retryAfter = 0;
};

}  // namespace statewarden
