// Descriptions of what to do with a failed child; immutable, shared by any number of children.
#pragma once

#include <cstdint>
#include <limits>

#include "actor/ids.hpp"

namespace statewarden {

using StrategyIndex = std::uint32_t;
inline constexpr StrategyIndex kNoStrategy = 0xFFFFFFFFu;
/// Stands for a fallback that the host knows and is asked about through SupervisionPort::decide.
inline constexpr StrategyIndex kHostDecides = 0xFFFFFFFEu;
inline constexpr std::uint32_t kUnlimited = std::numeric_limits<std::uint32_t>::max();

enum class Directive : std::uint8_t { restart, stop, escalate, resume };
enum class BackoffType : std::uint8_t {
  /// Restarts at once.
  none,
  /// Waits initialDelay, then twice, three times as long, and so on.
  linear,
  /// Waits initialDelay, then factor times as long each time.
  exponential,
  /// Waits anything from initialDelay to what exponential would wait the next time.
  random,
};
enum class OnLimit : std::uint8_t { stop, escalate };

/// How long to wait before the n-th restart in a row; the cap holds after jitter.
struct Backoff {
  BackoffType type = BackoffType::exponential;
  /// Milliseconds before the first restart; at least 0.
  double initialDelay = 100;
  /// The longest wait in milliseconds.
  double maxDelay = 30'000;
  /// The growth per restart; at least 1.
  double factor = 2;
  /// The random share of the wait, 0 (none) to 1.
  double jitter = 0;
};

/// Everything a built-in strategy says; fields that its directive does not use are ignored.
struct Strategy {
  Directive directive = Directive::restart;
  /// Restarts (or resumed errors) granted within the window; the next one exceeds the limit.
  std::uint32_t limit = 10;
  /// The sliding window in monotonic milliseconds.
  double window = 60'000;
  Backoff backoff{};
  /// Milliseconds of stable running after which the back-off starts anew.
  double resetTimeout = 300'000;
  RestartMode mode = RestartMode::fresh;
  OnLimit onLimit = OnLimit::stop;
  /// Times a failing event is tried again before it is a dead letter.
  std::uint32_t retryEvent = 0;
  /// Says that the host has a clean-up to run before a restart or a stop.
  bool hasCleanup = false;
  /// Milliseconds after which a clean-up is given up; infinity for never.
  double cleanupTimeout = 5'000;
  /// Escalate: stops the actor before its failure goes up.
  bool stopActor = false;
  /// Escalate: fails the whole supervisor into its parent, not the actor alone.
  bool failsSupervisor = false;
  /// Resume: what to do beyond the limit; kNoStrategy stops the actor, kHostDecides asks the host.
  StrategyIndex fallback = kNoStrategy;
};

/// Returns the strategy with every number inside its range.
[[nodiscard]] Strategy normalized(Strategy strategy);

}  // namespace statewarden
