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

/// Returns the time of a breaker if it is asked for; reading a clock costs more than all the rest.
double timeIf(bool isAskedFor, const BreakerTable::Entry& entry) {
  return isAskedFor ? core.runtime.now(entry.clock) : 0;
}

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE bool sw_breaker_allows(BreakerId id) {
  const BreakerTable::Entry* entry = core.runtime.breakers().find(id);
  if (entry == nullptr) return false;
  return entry->breaker.isAllowed(timeIf(entry->breaker.asksForTime(), *entry));
}

/// Returns the permit's generation, or -1 when there is no permit.
EMSCRIPTEN_KEEPALIVE std::int32_t sw_breaker_acquire(BreakerId id) {
  BreakerTable::Entry* entry = core.runtime.breakers().find(id);
  if (entry == nullptr) return -1;
  CircuitBreaker& breaker = entry->breaker;
  const Permit permit = breaker.tryAcquire(timeIf(breaker.asksForTime(), *entry));
  return permit.isGranted ? static_cast<std::int32_t>(permit.generation) : -1;
}

/// Takes a success of a generation, 0 for the current one.
EMSCRIPTEN_KEEPALIVE void sw_breaker_success(BreakerId id, std::uint32_t generation) {
  BreakerTable::Entry* entry = core.runtime.breakers().find(id);
  if (entry == nullptr) return;
  entry->breaker.recordSuccess(timeIf(entry->breaker.timesSuccesses(), *entry), generation);
}

/// Takes a failure of a generation, 0 for the current one.
EMSCRIPTEN_KEEPALIVE void sw_breaker_failure(BreakerId id, std::uint32_t generation) {
  with(id, 0, [generation](CircuitBreaker& breaker, double now) {
    breaker.recordFailure(now, generation);
    return 0;
  });
}

/// Takes a result that is neither, of a generation or of none (0).
EMSCRIPTEN_KEEPALIVE void sw_breaker_neither(BreakerId id, std::uint32_t generation) {
  BreakerTable::Entry* entry = core.runtime.breakers().find(id);
  if (entry != nullptr) entry->breaker.recordNeither(generation);
}

EMSCRIPTEN_KEEPALIVE void sw_breaker_release(BreakerId id, std::uint32_t generation) {
  BreakerTable::Entry* entry = core.runtime.breakers().find(id);
  if (entry != nullptr) entry->breaker.release(generation);
}

EMSCRIPTEN_KEEPALIVE void sw_breaker_obey(BreakerId id, std::uint32_t command) {
  with(id, 0, [command](CircuitBreaker& breaker, double now) {
    breaker.obey(static_cast<CircuitCommand>(command), now);
    return 0;
  });
}

EMSCRIPTEN_KEEPALIVE bool sw_remove_breaker(BreakerId id) {
  return core.runtime.breakers().remove(id);
}

}  // extern "C"
