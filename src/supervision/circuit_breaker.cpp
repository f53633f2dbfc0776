#include "supervision/circuit_breaker.hpp"

#include <algorithm>

#include "supervision/backoff.hpp"

namespace statewarden {
namespace {

double orZero(double milliseconds) {
  return milliseconds > 0 ? milliseconds : 0;
}

CircuitOptions normalized(CircuitOptions options) {
  options.failureThreshold = std::max(options.failureThreshold, 1u);
  options.successThreshold = std::max(options.successThreshold, 1u);
  options.window = orZero(options.window);
  options.resetTimeout = orZero(options.resetTimeout);
  options.maxResetTimeout = std::max(orZero(options.maxResetTimeout), options.resetTimeout);
  options.factor = options.factor > 1 ? options.factor : 1;
  options.maxHalfOpenWait = orZero(options.maxHalfOpenWait);
  return options;
}

}  // namespace

CircuitBreaker::CircuitBreaker(const CircuitOptions& options, std::uint64_t seed)
    : options_(normalized(options)), random_(seed) {
  nextBase_ = options_.resetTimeout;
  drawNextOpenTime();
}

bool CircuitBreaker::hasGivenUp(double now) const {
  return hasOpenPermit() && now - waitingSince_ >= options_.maxHalfOpenWait;
}

CircuitState CircuitBreaker::state(double now) const {
  double openUntil = openUntil_;
  if (state_ == CircuitState::closed) return state_;
  if (state_ == CircuitState::halfOpen) {
    if (!hasGivenUp(now)) return state_;
    openUntil = waitingSince_ + options_.maxHalfOpenWait + nextOpenTime_;
  }
  return now < openUntil ? CircuitState::open : CircuitState::halfOpen;
}

bool CircuitBreaker::isAllowed(double now) const {
  switch (state(now)) {
    case CircuitState::closed:
      return true;
    case CircuitState::open:
      return false;
    case CircuitState::halfOpen:
      break;
  }
  const bool hasNewPermits = state_ != CircuitState::halfOpen || hasGivenUp(now);
  return hasNewPermits || permits_ < options_.successThreshold;
}

Permit CircuitBreaker::tryAcquire(double now) {
  settle(now);
  if (state_ == CircuitState::open) return {};
  if (state_ == CircuitState::halfOpen) {
    if (permits_ == options_.successThreshold) return {};
    if (!hasOpenPermit()) waitingSince_ = now;
    ++permits_;
  }
  return {.isGranted = true, .generation = generation_};
}

void CircuitBreaker::release(std::uint32_t generation) {
  const bool isCurrent = state_ == CircuitState::halfOpen && generation == generation_;
  if (isCurrent && hasOpenPermit()) --permits_;
}

double CircuitBreaker::retryAfter(double now) const {
  if (isAllowed(now)) return 0;
  if (state_ == CircuitState::open) return openUntil_ - now;
  const double givenUp = waitingSince_ + options_.maxHalfOpenWait;
  return now < givenUp ? givenUp - now : givenUp + nextOpenTime_ - now;
}

void CircuitBreaker::recordSuccess(double now, std::uint32_t generation) {
  // An answer that comes late, but before anybody acted upon that, still counts: a frozen page
  // must not lose its probes.
  if (generation == 0) settle(now);
  if (generation != 0 && generation != generation_) return;
  if (state_ != CircuitState::halfOpen) return;
  ++successes_;
  permits_ = std::max(permits_, successes_);
  if (successes_ >= options_.successThreshold) close();
}

void CircuitBreaker::recordFailure(double now, std::uint32_t generation) {
  if (generation == 0) settle(now);
  if (generation != 0 && generation != generation_) return;
  switch (state_) {
    case CircuitState::open:
      return;
    case CircuitState::halfOpen:
      open(now);
      return;
    case CircuitState::closed:
      failures_.add(now, options_.failureThreshold, options_.window);
      if (failures_.isFull(now, options_.failureThreshold, options_.window)) open(now);
  }
}

void CircuitBreaker::reset() {
  if (state_ != CircuitState::closed) {
    close();
  } else {
    failures_.clear();
  }
}

void CircuitBreaker::settle(double now) {
  if (state_ == CircuitState::halfOpen && hasGivenUp(now)) {
    open(waitingSince_ + options_.maxHalfOpenWait);
  }
  if (state_ == CircuitState::open && now >= openUntil_) enter(CircuitState::halfOpen);
}

void CircuitBreaker::enter(CircuitState state) {
  state_ = state;
  // 0 is not a generation; it stands for the current one.
  generation_ = generation_ + 1 == 0 ? 1 : generation_ + 1;
  permits_ = 0;
  successes_ = 0;
}

void CircuitBreaker::open(double at) {
  enter(CircuitState::open);
  openUntil_ = at + nextOpenTime_;
  nextBase_ = std::min(nextBase_ * options_.factor, options_.maxResetTimeout);
  drawNextOpenTime();
}

void CircuitBreaker::close() {
  enter(CircuitState::closed);
  failures_.clear();
  nextBase_ = options_.resetTimeout;
  drawNextOpenTime();
}

void CircuitBreaker::drawNextOpenTime() {
  nextOpenTime_ = withJitter(nextBase_, options_.jitter, random_);
}

CircuitSnapshot CircuitBreaker::snapshot(double now) const {
  CircuitSnapshot result{.state = state_,
                         .generation = generation_,
                         .failureAges = {},
                         .openFor = openUntil_ - now,
                         .nextBase = nextBase_,
                         .nextOpenTime = nextOpenTime_,
                         .permits = permits_,
                         .successes = successes_,
                         .waitedFor = now - waitingSince_,
                         .randomState = random_.state()};
  result.failureAges.reserve(failures_.size());
  for (std::uint32_t i = 0; i < failures_.size(); ++i) {
    result.failureAges.push_back(now - failures_.at(i));
  }
  return result;
}

void CircuitBreaker::restore(const CircuitSnapshot& snapshot, double now) {
  state_ = snapshot.state;
  generation_ = std::max(snapshot.generation, 1u);
  failures_.clear();
  for (const double age : snapshot.failureAges) {
    failures_.add(now - age, options_.failureThreshold, options_.window);
  }
  openUntil_ = now + snapshot.openFor;
  nextBase_ = std::min(snapshot.nextBase, options_.maxResetTimeout);
  nextOpenTime_ = std::min(snapshot.nextOpenTime, options_.maxResetTimeout);
  permits_ = std::min(snapshot.permits, options_.successThreshold);
  successes_ = std::min(snapshot.successes, permits_);
  waitingSince_ = now - snapshot.waitedFor;
  random_ = Random(snapshot.randomState);
}

}  // namespace statewarden
