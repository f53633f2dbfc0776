// What a circuit breaker may be told, and what it may tell.
#pragma once

#include <cstdint>

namespace statewarden {

enum class CircuitState : std::uint8_t { closed, open, halfOpen };

/// Which results a closed circuit looks at.
enum class CircuitRule : std::uint8_t {
  /// Those of the last milliseconds.
  timeWindow,
  /// The last n, however old.
  countWindow,
  /// The failures since the last success.
  consecutive,
};

/// What decides about a circuit's state.
enum class CircuitMode : std::uint8_t {
  /// The results and the time.
  rule,
  forcedOpen,
  /// Lets everything through and looks at no results.
  forcedClosed,
  /// Lets everything through and counts nothing.
  disabled,
  /// Lets everything through and counts.
  metricsOnly,
  /// Open as long as somebody holds it so, whatever the mode beneath.
  isolated,
};

/// What a circuit may be told to do.
enum class CircuitCommand : std::uint8_t {
  forceOpen,
  forceClose,
  disable,
  metricsOnly,
  /// Opens it until as many endIsolation have come.
  isolate,
  endIsolation,
  /// Lets the rule decide again, with a closed circuit and an empty history.
  reset,
};

/// Why a circuit is in its state.
enum class CircuitReason : std::uint8_t {
  created,
  tripped,
  openTimeOver,
  probeFailed,
  probeUnanswered,
  probesSucceeded,
  forcedOpen,
  forcedClosed,
  disabled,
  metricsOnly,
  isolated,
  isolationEnded,
  reset,
  restored,
};

/// The number that stands for no limit of failures.
inline constexpr std::uint32_t kNoFailureThreshold = 0xFFFFFFFF;

/// When a circuit opens, how long it stays open and what closes it; times in milliseconds.
struct CircuitOptions {
  /// Failures within the window that open the circuit, from 1; or kNoFailureThreshold.
  std::uint32_t failureThreshold = 5;
  double window = 60'000;
  /// The first open time; it grows by factor with each failed probe, up to maxResetTimeout.
  double resetTimeout = 30'000;
  double maxResetTimeout = 300'000;
  double factor = 2;
  /// The random share of the open time, 0 to 1; the cap holds after jitter.
  double jitter = 0;
  /// Probes that must succeed, and the permits given while half-open; at least 1.
  std::uint32_t successThreshold = 1;
  /// Half-open permits that are not answered within this time count as failed.
  double maxHalfOpenWait = 60'000;
  CircuitRule rule = CircuitRule::timeWindow;
  /// Results that a count window holds, from 1 to kLargestWindow.
  std::uint32_t windowSize = 100;
  /// The share of failures in the window that opens the circuit, 0 to 1; below 0 for none.
  double failureRate = -1;
  /// Results that the window must hold before the circuit may open; at least 1.
  std::uint32_t minimumThroughput = 1;

  /// The largest count window; it takes an eighth of that in bytes.
  static constexpr std::uint32_t kLargestWindow = 1'000'000;
};

/// Returns the nearest options that can be used.
[[nodiscard]] CircuitOptions normalized(CircuitOptions options);

}  // namespace statewarden
