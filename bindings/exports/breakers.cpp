// Circuit breakers for direct use, as numbers; an unknown breaker allows nothing.
#include <emscripten/emscripten.h>

#include "core.hpp"

using namespace statewarden;

namespace {

/// Calls `use` with the breaker and its time, or returns `otherwise`.
template <class Result, class Use>
Result with(BreakerId id, Result otherwise, Use use) {
  BreakerTable::Entry* entry = core.runtime.breakers().find(id);
  return entry == nullptr ? otherwise : use(entry->breaker, core.runtime.now(entry->clock));
}

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE bool sw_breaker_allows(BreakerId id) {
  return with(id, false,
              [](const CircuitBreaker& breaker, double now) { return breaker.isAllowed(now); });
}

/// Returns the permit's generation, or -1 when there is no permit.
EMSCRIPTEN_KEEPALIVE std::int32_t sw_breaker_acquire(BreakerId id) {
  return with(id, std::int32_t{-1}, [](CircuitBreaker& breaker, double now) {
    const Permit permit = breaker.tryAcquire(now);
    return permit.isGranted ? static_cast<std::int32_t>(permit.generation) : -1;
  });
}

EMSCRIPTEN_KEEPALIVE void sw_breaker_success(BreakerId id, std::uint32_t generation) {
  with(id, 0, [generation](CircuitBreaker& breaker, double now) {
    breaker.recordSuccess(now, generation);
    return 0;
  });
}

EMSCRIPTEN_KEEPALIVE void sw_breaker_failure(BreakerId id, std::uint32_t generation) {
  with(id, 0, [generation](CircuitBreaker& breaker, double now) {
    breaker.recordFailure(now, generation);
    return 0;
  });
}

/// Returns the CircuitState, or -1 when there is no such breaker.
EMSCRIPTEN_KEEPALIVE std::int32_t sw_breaker_state(BreakerId id) {
  return with(id, std::int32_t{-1}, [](const CircuitBreaker& breaker, double now) {
    return static_cast<std::int32_t>(breaker.state(now));
  });
}

EMSCRIPTEN_KEEPALIVE std::uint32_t sw_breaker_generation(BreakerId id) {
  return with(id, 0u, [](const CircuitBreaker& breaker, double) { return breaker.generation(); });
}

EMSCRIPTEN_KEEPALIVE double sw_breaker_retry_after(BreakerId id) {
  return with(id, 0.0,
              [](const CircuitBreaker& breaker, double now) { return breaker.retryAfter(now); });
}

EMSCRIPTEN_KEEPALIVE void sw_breaker_reset(BreakerId id) {
  with(id, 0, [](CircuitBreaker& breaker, double) {
    breaker.reset();
    return 0;
  });
}

EMSCRIPTEN_KEEPALIVE bool sw_remove_breaker(BreakerId id) {
  return core.runtime.breakers().remove(id);
}

}  // extern "C"
