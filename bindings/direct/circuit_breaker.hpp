// Circuit breakers as JavaScript objects, for use without the facade.
#pragma once

#include "runtime/breaker_table.hpp"

namespace statewarden {

/// Owns a circuit breaker of the core under the system's clock.
class DirectBreaker {
 public:
  explicit DirectBreaker(const CircuitOptions& options);
  ~DirectBreaker();
  DirectBreaker(const DirectBreaker&) = delete;
  DirectBreaker& operator=(const DirectBreaker&) = delete;

  /// Returns the CircuitState as its number.
  [[nodiscard]] int state() const;
  [[nodiscard]] bool isAllowed() const;
  void recordSuccess();
  void recordFailure();
  void reset();

 private:
  [[nodiscard]] CircuitBreaker& breaker() const;

  BreakerId id_;
};

}  // namespace statewarden
