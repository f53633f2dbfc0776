#include "supervision/circuit_options.hpp"

#include <algorithm>

namespace statewarden {
namespace {

double orZero(double number) {
  return number > 0 ? number : 0;
}

}  // namespace

CircuitOptions normalized(CircuitOptions options) {
  options.failureThreshold = std::max(options.failureThreshold, 1u);
  options.successThreshold = std::max(options.successThreshold, 1u);
  options.window = orZero(options.window);
  options.resetTimeout = orZero(options.resetTimeout);
  options.maxResetTimeout = std::max(orZero(options.maxResetTimeout), options.resetTimeout);
  options.factor = options.factor > 1 ? options.factor : 1;
  options.jitter = std::min(orZero(options.jitter), 1.0);
  options.maxHalfOpenWait = orZero(options.maxHalfOpenWait);
  options.windowSize = std::clamp(options.windowSize, 1u, CircuitOptions::kLargestWindow);
  options.failureRate = options.failureRate >= 0 ? std::min(options.failureRate, 1.0) : -1;
  options.minimumThroughput = std::max(options.minimumThroughput, 1u);
  return options;
}

}  // namespace statewarden
