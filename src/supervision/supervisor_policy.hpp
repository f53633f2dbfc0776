// How a supervisor treats its children.
#pragma once

#include <cstdint>

#include "supervision/circuit_options.hpp"
#include "supervision/strategy.hpp"

namespace statewarden {

/// Who is restarted when one child fails.
enum class RestartScope : std::uint8_t {
  /// The failed child alone.
  oneForOne,
  /// All children.
  oneForAll,
  /// The failed child and those added after it.
  restForOne,
};

/// What becomes of a child that fails while the circuit is open.
enum class WhenOpen : std::uint8_t { park, stop };

/// When the end of significant children shuts a supervisor down.
enum class AutoShutdown : std::uint8_t { never, anySignificant, allSignificant };

/// How a supervisor treats its children; times in milliseconds.
struct SupervisorPolicy {
  /// Decides about child supervisors that fail and about what children escalate.
  StrategyIndex defaultStrategy = kNoStrategy;
  RestartScope scope = RestartScope::oneForOne;
  /// Restarts of all children together within the window; kUnlimited for none.
  std::uint32_t maxRestarts = kUnlimited;
  double window = 5'000;
  bool hasBreaker = false;
  CircuitOptions breaker{};
  WhenOpen whenOpen = WhenOpen::park;
  /// How long a probed child must run without failing to count as a success.
  double stableAfter = 5'000;
  /// How long after its last error a child counts as healthy again.
  double healthyAfter = 60'000;
  /// Says that a group restart also starts children that had finished or were stopped.
  bool reviveStopped = false;
  AutoShutdown autoShutdown = AutoShutdown::never;
};

}  // namespace statewarden
