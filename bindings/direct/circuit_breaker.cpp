#include "direct/circuit_breaker.hpp"

#include "core.hpp"

namespace statewarden {

DirectBreaker::DirectBreaker(const CircuitOptions& options)
    : id_(core.runtime.addBreaker(options, Runtime::kSystemClock)) {}

DirectBreaker::~DirectBreaker() {
  core.runtime.breakers().remove(id_);
}

CircuitBreaker& DirectBreaker::breaker() const {
  return core.runtime.breakers().find(id_)->breaker;
}

int DirectBreaker::state() const {
  return static_cast<int>(breaker().state(core.runtime.now()));
}

bool DirectBreaker::isAllowed() const {
  return breaker().isAllowed(core.runtime.now());
}

void DirectBreaker::recordSuccess() {
  breaker().recordSuccess(core.runtime.now());
}

void DirectBreaker::recordFailure() {
  breaker().recordFailure(core.runtime.now());
}

void DirectBreaker::reset() {
  breaker().reset();
}

}  // namespace statewarden
