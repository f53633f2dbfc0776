// A circuit breaker under an injected monotonic clock.
#pragma once

#include <cstdint>
#include <vector>

#include "supervision/circuit_history.hpp"
#include "supervision/circuit_options.hpp"
#include "supervision/random.hpp"
#include "supervision/steady_time.hpp"

namespace statewarden {

/// A permit to try; results of an earlier generation are ignored.
struct Permit {
  bool isGranted = false;
  std::uint32_t generation = 0;
};

/// What a circuit has counted.
struct CircuitMetrics {
  /// Since it was made.
  double successes = 0;
  double failures = 0;
  /// Calls that were refused.
  double rejected = 0;
  /// Results that are neither, or that came too late.
  double ignored = 0;
  /// How often it opened.
  double opened = 0;
  /// Half-open permits that are not answered.
  std::uint32_t permitsOut = 0;
  /// What the rule looks at now.
  std::uint32_t windowFailures = 0;
  std::uint32_t windowResults = 0;
  /// The share of failures in the window, -1 when there is none.
  double failureRate = -1;
};

/// Everything a breaker knows, with ages instead of times, to be taken up under another clock.
struct CircuitSnapshot {
  CircuitState state = CircuitState::closed;
  CircuitMode mode = CircuitMode::rule;
  /// The generation to go on with, 0 for another one.
  std::uint32_t generation = 0;
  /// What CircuitHistory wrote, and in which format.
  std::vector<double> history;
  std::uint32_t historyFormat = 0;
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
///
/// Times that go back count as standing still.
class CircuitBreaker {
 public:
  CircuitBreaker(const CircuitOptions& options, std::uint64_t seed);

  /// Returns the state at `now`: an open circuit whose time is over is half-open; changes nothing.
  [[nodiscard]] CircuitState state(double now) const;
  /// Returns what decides about the state.
  [[nodiscard]] CircuitMode mode() const;
  /// Returns why the state at `now` is what it is.
  [[nodiscard]] CircuitReason reason(double now) const;
  /// Says whether a call would be allowed; changes nothing.
  [[nodiscard]] bool isAllowed(double now) const;
  /// Takes a permit, or says no and counts that.
  [[nodiscard]] Permit tryAcquire(double now);
  /// Gives a half-open permit back unused.
  void release(std::uint32_t generation);
  /// Returns the milliseconds until a permit may be had or the probes are decided, 0 when now;
  /// infinity when time alone does not change it.
  [[nodiscard]] double retryAfter(double now) const;
  /// Counts a success of the given generation (of the current one by default).
  void recordSuccess(double now, std::uint32_t generation = 0);
  /// Counts a failure of the given generation (of the current one by default).
  void recordFailure(double now, std::uint32_t generation = 0);
  /// Takes note of a result that is neither, which gives its permit back.
  void recordNeither(std::uint32_t generation = 0);
  /// Carries out a command.
  void obey(CircuitCommand command, double now);
  /// Closes the circuit with an empty history and lets the rule decide again; isolation remains.
  void reset();
  /// Closes the circuit with an empty history unless something else than the rule decides.
  void forget();
  /// Acts upon what time has changed.
  void settle(double now);

  /// Says whether a permit depends on the time now; without that, `now` may be anything.
  [[nodiscard]] bool asksForTime() const { return lastState() != CircuitState::closed; }
  /// Says whether a success depends on the time now; without that, `now` may be anything.
  [[nodiscard]] bool timesSuccesses() const { return asksForTime() || history_.countsSuccesses(); }
  /// Says whether successes matter while the circuit is closed.
  [[nodiscard]] bool countsSuccesses() const { return history_.countsSuccesses(); }
  /// Returns the number of the current period; every change of state begins another.
  [[nodiscard]] std::uint32_t generation() const { return generation_; }
  /// Returns the state that was last acted upon, which time may have overtaken.
  [[nodiscard]] CircuitState lastState() const;
  /// Returns the permits given while half-open.
  [[nodiscard]] std::uint32_t permitsPerProbe() const { return options_.successThreshold; }
  [[nodiscard]] CircuitMetrics metrics(double now) const;

  /// Replaces the options; what was counted stays if it means the same under them.
  void changeOptions(const CircuitOptions& options, double now);
  /// Writes down everything for `restore`, isolation excepted; changes nothing.
  [[nodiscard]] CircuitSnapshot snapshot(double now) const;
  /// Goes on where another breaker was when its snapshot was taken; isolation remains.
  void restore(const CircuitSnapshot& snapshot, double now);

  /// The last generation before the first one comes again; the host reads it as a signed number.
  static constexpr std::uint32_t kLastGeneration = 0x7FFFFFFF;

 private:
  struct Totals {
    std::uint64_t successes = 0;
    std::uint64_t failures = 0;
    std::uint64_t rejected = 0;
    std::uint64_t ignored = 0;
    std::uint64_t opened = 0;
  };

  [[nodiscard]] bool isRuled() const { return mode_ == CircuitMode::rule && isolations_ == 0; }
  [[nodiscard]] bool hasOpenPermit() const { return permits_ > successes_; }
  /// Says whether the permits waited too long for an answer; `at` is steady time.
  [[nodiscard]] bool hasGivenUp(double at) const;
  [[nodiscard]] bool isAllowedAt(double at) const;
  [[nodiscard]] CircuitState stateAt(double at) const;
  /// Says whether a result of a generation is looked at, and counts it if it is not.
  [[nodiscard]] bool accepts(double now, std::uint32_t generation);
  void settleAt(double at);
  void enter(CircuitState state, CircuitMode mode, std::uint32_t isolations, CircuitReason reason);
  void open(double at, CircuitReason reason);
  void close(CircuitMode mode, CircuitReason reason);
  void beginIsolation(double at);
  void endIsolation();
  void closeIfDecided();
  void drawNextOpenTime();

  CircuitOptions options_;
  Random random_;
  SteadyTime time_;
  CircuitHistory history_;
  Totals totals_;
  CircuitState state_ = CircuitState::closed;
  /// What decides when nobody isolates it.
  CircuitMode mode_ = CircuitMode::rule;
  CircuitReason reason_ = CircuitReason::created;
  std::uint32_t isolations_ = 0;
  std::uint32_t generation_ = 1;
  std::uint32_t permits_ = 0;
  std::uint32_t successes_ = 0;
  double openUntil_ = 0;
  double waitingSince_ = 0;
  double nextBase_ = 0;
  double nextOpenTime_ = 0;
};

}  // namespace statewarden
