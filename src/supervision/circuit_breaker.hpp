// A circuit breaker under an injected monotonic clock.
#pragma once

#include <cstdint>
#include <vector>

#include "supervision/random.hpp"
#include "supervision/stamp_window.hpp"

namespace statewarden {

enum class CircuitState : std::uint8_t { closed, open, halfOpen };

/// When a circuit opens, how long it stays open and what closes it; times in milliseconds.
struct CircuitOptions {
  /// Failures within the window that open the circuit; at least 1.
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
};

/// A permit to try; results of an earlier generation are ignored.
struct Permit {
  bool isGranted = false;
  std::uint32_t generation = 0;
};

/// Everything a breaker knows, with ages instead of times, to be taken up under another clock.
struct CircuitSnapshot {
  CircuitState state = CircuitState::closed;
  std::uint32_t generation = 1;
  /// The ages of the counted failures, oldest first.
  std::vector<double> failureAges;
  /// Milliseconds that an open circuit stays open; below 0 when its time is over.
  double openFor = 0;
  /// The open time after this one, before and after jitter.
  double nextBase = 0;
  double nextOpenTime = 0;
  std::uint32_t permits = 0;
  std::uint32_t successes = 0;
  /// Milliseconds since the first half-open permit that is not answered.
  double waitedFor = 0;
  std::uint64_t randomState = 0;
};

/// Opens after too many failures, lets a few probes through, closes again when they succeed.
class CircuitBreaker {
 public:
  CircuitBreaker(const CircuitOptions& options, std::uint64_t seed);

  /// Returns the state at `now`: an open circuit whose time is over is half-open; changes nothing.
  [[nodiscard]] CircuitState state(double now) const;
  /// Says whether a call would be allowed; changes nothing.
  [[nodiscard]] bool isAllowed(double now) const;
  /// Takes a permit, or says no.
  [[nodiscard]] Permit tryAcquire(double now);
  /// Gives a half-open permit back unused.
  void release(std::uint32_t generation);
  /// Returns the milliseconds until a permit may be had or the probes are decided, 0 when now.
  [[nodiscard]] double retryAfter(double now) const;
  /// Counts a success of the given generation (of the current one by default).
  void recordSuccess(double now, std::uint32_t generation = 0);
  /// Counts a failure of the given generation (of the current one by default).
  void recordFailure(double now, std::uint32_t generation = 0);
  /// Closes the circuit with an empty history.
  void reset();
  /// Returns the number of the current period; every change of state begins another.
  [[nodiscard]] std::uint32_t generation() const { return generation_; }
  /// Returns the state that was last acted upon, which time may have overtaken.
  [[nodiscard]] CircuitState lastState() const { return state_; }
  /// Returns the permits given while half-open.
  [[nodiscard]] std::uint32_t permitsPerProbe() const { return options_.successThreshold; }

  /// Writes down everything for `restore`; changes nothing.
  [[nodiscard]] CircuitSnapshot snapshot(double now) const;
  /// Goes on where another breaker was when its snapshot was taken.
  void restore(const CircuitSnapshot& snapshot, double now);

 private:
  [[nodiscard]] bool hasOpenPermit() const { return permits_ > successes_; }
  /// Says whether the permits waited too long for an answer.
  [[nodiscard]] bool hasGivenUp(double now) const;
  /// Acts upon what time has changed.
  void settle(double now);
  void enter(CircuitState state);
  void open(double at);
  void close();
  void drawNextOpenTime();

  CircuitOptions options_;
  Random random_;
  StampWindow failures_;
  CircuitState state_ = CircuitState::closed;
  std::uint32_t generation_ = 1;
  std::uint32_t permits_ = 0;
  std::uint32_t successes_ = 0;
  double openUntil_ = 0;
  double waitingSince_ = 0;
  double nextBase_ = 0;
  double nextOpenTime_ = 0;
};

}  // namespace statewarden
