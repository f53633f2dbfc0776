// What changes a circuit breaker other than results and time: commands, options, snapshots.
#include <algorithm>

#include "supervision/circuit_breaker.hpp"

namespace statewarden {
namespace {

/// Returns the nearest number within a range, the lowest for what is no number.
double within(double number, double lowest, double highest) {
  return number >= lowest ? std::min(number, highest) : lowest;
}

}  // namespace

void CircuitBreaker::obey(CircuitCommand command, double now) {
  switch (command) {
    case CircuitCommand::forceOpen:
      return close(CircuitMode::forcedOpen, CircuitReason::forcedOpen);
    case CircuitCommand::forceClose:
      return close(CircuitMode::forcedClosed, CircuitReason::forcedClosed);
    case CircuitCommand::disable:
      return close(CircuitMode::disabled, CircuitReason::disabled);
    case CircuitCommand::metricsOnly:
      return close(CircuitMode::metricsOnly, CircuitReason::metricsOnly);
    case CircuitCommand::isolate:
      return beginIsolation(time_.advance(now));
    case CircuitCommand::endIsolation:
      return endIsolation();
    case CircuitCommand::reset:
      return reset();
  }
}

void CircuitBreaker::beginIsolation(double at) {
  if (isolations_ > 0) {
    isolations_ += static_cast<std::uint32_t>(isolations_ < kLastGeneration);
    return;
  }
  settleAt(at);
  // Probes that are out when it begins are lost; there are new ones when it ends.
  if (state_ == CircuitState::halfOpen) openUntil_ = at;
  const bool isClosed = state_ == CircuitState::closed;
  enter(isClosed ? state_ : CircuitState::open, mode_, 1, CircuitReason::isolated);
}

void CircuitBreaker::endIsolation() {
  if (isolations_ > 1) {
    --isolations_;
  } else if (isolations_ == 1) {
    enter(state_, mode_, 0, CircuitReason::isolationEnded);
  }
}

void CircuitBreaker::reset() {
  if (state_ != CircuitState::closed || mode_ != CircuitMode::rule) {
    close(CircuitMode::rule, CircuitReason::reset);
  } else {
    history_.clear(options_);
  }
}

void CircuitBreaker::forget() {
  if (mode_ == CircuitMode::rule) reset();
}

void CircuitBreaker::changeOptions(const CircuitOptions& options, double now) {
  const double at = time_.advance(now);
  const CircuitOptions before = options_;
  options_ = normalized(options);
  history_.adapt(before, options_);
  if (state_ == CircuitState::closed) nextBase_ = options_.resetTimeout;
  nextBase_ = std::min(nextBase_, options_.maxResetTimeout);
  drawNextOpenTime();
  openUntil_ = std::min(openUntil_, at + options_.maxResetTimeout);
  closeIfDecided();
}

CircuitSnapshot CircuitBreaker::snapshot(double now) const {
  const double at = time_.at(now);
  return {.state = state_,
          .mode = mode_,
          .generation = generation_,
          .history = history_.write(options_, at),
          .historyFormat = history_.format(),
          .openFor = openUntil_ - at,
          .nextBase = nextBase_,
          .nextOpenTime = nextOpenTime_,
          .permits = permits_,
          .successes = successes_,
          .waitedFor = at - waitingSince_,
          .randomState = random_.state()};
}

void CircuitBreaker::restore(const CircuitSnapshot& snapshot, double now) {
  const double at = time_.advance(now);
  const bool isKnown = snapshot.mode != CircuitMode::isolated;
  close(isKnown ? snapshot.mode : CircuitMode::rule, CircuitReason::restored);
  if (snapshot.generation > 0 && snapshot.generation <= kLastGeneration) {
    generation_ = snapshot.generation;
  }
  if (snapshot.historyFormat == history_.format()) {
    history_.read(snapshot.history, options_, at);
  }
  const double longest = options_.maxResetTimeout;
  if (mode_ == CircuitMode::rule) state_ = snapshot.state;
  openUntil_ = at + (snapshot.openFor < longest ? snapshot.openFor : longest);
  nextBase_ = within(snapshot.nextBase, options_.resetTimeout, longest);
  nextOpenTime_ = within(snapshot.nextOpenTime, 0, longest);
  permits_ = std::min(snapshot.permits, options_.successThreshold);
  successes_ = std::min(snapshot.successes, permits_);
  waitingSince_ = at - snapshot.waitedFor;
  random_ = Random(snapshot.randomState);
  closeIfDecided();
}

}  // namespace statewarden
