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

/// Why a child is not healthy; each is a bit of ChildHealth::reasons.
enum class HealthReason : std::uint16_t {
  /// It failed less than the policy's healthyAfter ago.
  recentFailure = 1,
  /// No restart is left: its next failure is final.
  limitReached = 2,
  /// The circuit of its supervisor is open.
  circuitOpen = 4,
  /// The circuit of its supervisor lets only probes through.
  circuitHalfOpen = 8,
  /// It is being started.
  starting = 16,
  /// It failed and a decision is being taken.
  deciding = 32,
  /// The clean-up after a failure runs.
  cleaningUp = 64,
  /// It waits for its restart.
  backingOff = 128,
  /// An open circuit holds it back.
  parked = 256,
  /// It ends, or has ended.
  ended = 512,
};

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
  /// Why it is not healthy, as bits of HealthReason; 0 exactly when it is.
  std::uint32_t reasons = 0;
  /// Milliseconds that it ran in this life.
  double totalUptime = 0;
  /// Milliseconds that it was down in this life.
  double totalDowntime = 0;
  /// How often it went down in this life by failing.
  std::uint32_t crashes = 0;
  /// How often it ran again after it had failed, and how long that took together.
  std::uint32_t repairs = 0;
  double repairTime = 0;
  /// Milliseconds that the last of these took.
  double lastDowntime = 0;
};

}  // namespace statewarden
