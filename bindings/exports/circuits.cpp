// What circuits tell of themselves, those of supervisors and those for direct use alike.
#include <emscripten/emscripten.h>

#include "circuit_of.hpp"
#include "core.hpp"

using namespace statewarden;

extern "C" {

/// Returns the CircuitState, or -1 when there is no such circuit.
EMSCRIPTEN_KEEPALIVE std::int32_t sw_circuit_state(bool isSupervisors, std::uint32_t id) {
  const CircuitBreaker* circuit = circuitOf(isSupervisors, id);
  return circuit == nullptr ? -1 : static_cast<std::int32_t>(circuit->state(core.runtime.now()));
}

/// Returns the CircuitMode, or -1 when there is no such circuit.
EMSCRIPTEN_KEEPALIVE std::int32_t sw_circuit_mode(bool isSupervisors, std::uint32_t id) {
  const CircuitBreaker* circuit = circuitOf(isSupervisors, id);
  return circuit == nullptr ? -1 : static_cast<std::int32_t>(circuit->mode());
}

/// Returns the CircuitReason of the state, or -1 when there is no such circuit.
EMSCRIPTEN_KEEPALIVE std::int32_t sw_circuit_reason(bool isSupervisors, std::uint32_t id) {
  const CircuitBreaker* circuit = circuitOf(isSupervisors, id);
  return circuit == nullptr ? -1 : static_cast<std::int32_t>(circuit->reason(core.runtime.now()));
}

EMSCRIPTEN_KEEPALIVE double sw_circuit_retry_after(bool isSupervisors, std::uint32_t id) {
  const CircuitBreaker* circuit = circuitOf(isSupervisors, id);
  return circuit == nullptr ? 0 : circuit->retryAfter(core.runtime.now());
}

}  // extern "C"
