#include "supervision/circuit_breaker.hpp"

#include <algorithm>
#include <limits>

#include "supervision/backoff.hpp"

namespace statewarden {

CircuitBreaker::CircuitBreaker(const CircuitOptions& options, std::uint64_t seed)
    : options_(normalized(options)), random_(seed), history_(options_) {
  nextBase_ = options_.resetTimeout;
  drawNextOpenTime();
}

CircuitState CircuitBreaker::lastState() const {
  if (isolations_ > 0 || mode_ == CircuitMode::forcedOpen) return CircuitState::open;
  return mode_ == CircuitMode::rule ? state_ : CircuitState::closed;
}

CircuitMode CircuitBreaker::mode() const {
  return isolations_ > 0 ? CircuitMode::isolated : mode_;
}

bool CircuitBreaker::hasGivenUp(double at) const {
  return hasOpenPermit() && at - waitingSince_ >= options_.maxHalfOpenWait;
}

CircuitState CircuitBreaker::state(double now) const {
  return stateAt(time_.at(now));
}

CircuitState CircuitBreaker::stateAt(double at) const {
  if (!isRuled() || state_ == CircuitState::closed) return lastState();
  double openUntil = openUntil_;
  if (state_ == CircuitState::halfOpen) {
    if (!hasGivenUp(at)) return state_;
    openUntil = waitingSince_ + options_.maxHalfOpenWait + nextOpenTime_;
  }
  return at < openUntil ? CircuitState::open : CircuitState::halfOpen;
}

CircuitReason CircuitBreaker::reason(double now) const {
  const CircuitState present = state(now);
  const bool hasNewPermits = state_ == CircuitState::halfOpen && hasGivenUp(time_.at(now));
  if (!isRuled() || (present == state_ && !hasNewPermits)) return reason_;
  return present == CircuitState::open ? CircuitReason::probeUnanswered
                                       : CircuitReason::openTimeOver;
}

bool CircuitBreaker::isAllowed(double now) const {
  return isAllowedAt(time_.at(now));
}

bool CircuitBreaker::isAllowedAt(double at) const {
  const CircuitState present = stateAt(at);
  if (present != CircuitState::halfOpen) return present == CircuitState::closed;
  const bool hasNewPermits = state_ != CircuitState::halfOpen || hasGivenUp(at);
  return hasNewPermits || permits_ < options_.successThreshold;
}

Permit CircuitBreaker::tryAcquire(double now) {
  if (lastState() != CircuitState::closed) {
    const double at = time_.advance(now);
    settleAt(at);
    if (!isAllowedAt(at)) {
      ++totals_.rejected;
      return {};
    }
    if (!hasOpenPermit()) waitingSince_ = at;
    ++permits_;
  }
  return {.isGranted = true, .generation = generation_};
}

void CircuitBreaker::release(std::uint32_t generation) {
  const bool isCurrent = state_ == CircuitState::halfOpen && generation == generation_;
  if (isCurrent && hasOpenPermit()) --permits_;
}

double CircuitBreaker::retryAfter(double now) const {
  const double at = time_.at(now);
  if (isAllowedAt(at)) return 0;
  if (!isRuled()) return std::numeric_limits<double>::infinity();
  if (state_ == CircuitState::open) return openUntil_ - at;
  const double givenUp = waitingSince_ + options_.maxHalfOpenWait;
  return at < givenUp ? givenUp - at : givenUp + nextOpenTime_ - at;
}

bool CircuitBreaker::accepts(double now, std::uint32_t generation) {
  if (isolations_ == 0 && mode_ == CircuitMode::disabled) return false;
  // An answer that comes late, but before anybody acted upon that, still counts: a frozen page
  // must not lose its probes.
  if (generation == 0 && asksForTime()) settle(now);
  const bool isCurrent = generation == 0 || generation == generation_;
  if (isCurrent && lastState() != CircuitState::open) return true;
  ++totals_.ignored;
  return false;
}

void CircuitBreaker::recordSuccess(double now, std::uint32_t generation) {
  if (!accepts(now, generation)) return;
  ++totals_.successes;
  if (mode_ == CircuitMode::forcedClosed) return;
  if (state_ == CircuitState::closed) {
    if (history_.countsSuccesses()) history_.add(false, options_, time_.advance(now));
    return;
  }
  ++successes_;
  permits_ = std::max(permits_, successes_);
  // An answer shows that somebody is there; the others get their time anew.
  waitingSince_ = time_.advance(now);
  closeIfDecided();
}

void CircuitBreaker::recordFailure(double now, std::uint32_t generation) {
  if (!accepts(now, generation)) return;
  ++totals_.failures;
  if (mode_ == CircuitMode::forcedClosed) return;
  const double at = time_.advance(now);
  if (state_ == CircuitState::halfOpen) return open(at, CircuitReason::probeFailed);
  history_.add(true, options_, at);
  if (mode_ == CircuitMode::rule && history_.isTripped(options_, at)) {
    open(at, CircuitReason::tripped);
  }
}

void CircuitBreaker::recordNeither(std::uint32_t generation) {
  if (isolations_ == 0 && mode_ == CircuitMode::disabled) return;
  ++totals_.ignored;
  release(generation);
}

void CircuitBreaker::settle(double now) {
  settleAt(time_.advance(now));
}

void CircuitBreaker::settleAt(double at) {
  if (!isRuled()) return;
  if (state_ == CircuitState::halfOpen && hasGivenUp(at)) {
    open(waitingSince_ + options_.maxHalfOpenWait, CircuitReason::probeUnanswered);
  }
  if (state_ == CircuitState::open && at >= openUntil_) {
    enter(CircuitState::halfOpen, mode_, isolations_, CircuitReason::openTimeOver);
  }
}

void CircuitBreaker::enter(CircuitState state, CircuitMode mode, std::uint32_t isolations,
                           CircuitReason reason) {
  const bool wasOpen = lastState() == CircuitState::open;
  state_ = state;
  mode_ = mode;
  isolations_ = isolations;
  reason_ = reason;
  // 0 is not a generation; it stands for the current one.
  generation_ = generation_ >= kLastGeneration ? 1 : generation_ + 1;
  permits_ = 0;
  successes_ = 0;
  if (!wasOpen && lastState() == CircuitState::open) ++totals_.opened;
}

void CircuitBreaker::open(double at, CircuitReason reason) {
  enter(CircuitState::open, mode_, isolations_, reason);
  openUntil_ = at + nextOpenTime_;
  nextBase_ = std::min(nextBase_ * options_.factor, options_.maxResetTimeout);
  drawNextOpenTime();
}

void CircuitBreaker::close(CircuitMode mode, CircuitReason reason) {
  enter(CircuitState::closed, mode, isolations_, reason);
  history_.clear(options_);
  nextBase_ = options_.resetTimeout;
  drawNextOpenTime();
}

void CircuitBreaker::closeIfDecided() {
  const bool isDecided = successes_ >= options_.successThreshold;
  if (state_ == CircuitState::halfOpen && isDecided) close(mode_, CircuitReason::probesSucceeded);
}

void CircuitBreaker::drawNextOpenTime() {
  nextOpenTime_ = withJitter(nextBase_, options_.jitter, random_);
}

CircuitMetrics CircuitBreaker::metrics(double now) const {
  const auto [failures, results] = history_.counts(options_, time_.at(now));
  const bool hasRate = history_.hasRate() && results > 0;
  return {.successes = static_cast<double>(totals_.successes),
          .failures = static_cast<double>(totals_.failures),
          .rejected = static_cast<double>(totals_.rejected),
          .ignored = static_cast<double>(totals_.ignored),
          .opened = static_cast<double>(totals_.opened),
          .permitsOut = permits_ - successes_,
          .windowFailures = failures,
          .windowResults = results,
          .failureRate = hasRate ? static_cast<double>(failures) / results : -1};
}

}  // namespace statewarden
