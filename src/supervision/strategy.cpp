#include "supervision/strategy.hpp"

#include <algorithm>

namespace statewarden {
namespace {

/// Longer than any process runs, and far from the end of what a double tells apart.
constexpr double kLongestWait = 1e15;

/// Forces a number into a range; what is not a number becomes the lower end.
double within(double value, double low, double high) {
  return value > low ? std::min(value, high) : low;
}

}  // namespace

Strategy normalized(Strategy strategy) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  constexpr double kLargest = std::numeric_limits<double>::max();
  Backoff& backoff = strategy.backoff;
  backoff.initialDelay = within(backoff.initialDelay, 0, kLongestWait);
  backoff.maxDelay = within(backoff.maxDelay, 0, kLongestWait);
  backoff.factor = within(backoff.factor, 1, kLargest);
  backoff.jitter = within(backoff.jitter, 0, 1);
  strategy.window = within(strategy.window, 0, kInfinity);
  strategy.resetTimeout = within(strategy.resetTimeout, 0, kInfinity);
  strategy.cleanupTimeout = within(strategy.cleanupTimeout, 0, kInfinity);
  return strategy;
}

}  // namespace statewarden
