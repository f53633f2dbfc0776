// How the host names a circuit.
#pragma once

#include "core.hpp"

namespace statewarden {

/// Finds the circuit of a supervisor or one for direct use, or nullptr. All live by clock 0.
[[nodiscard]] inline const CircuitBreaker* circuitOf(bool isSupervisors, std::uint32_t id) {
  if (isSupervisors) return core.runtime.supervision().circuit(id);
  const BreakerTable::Entry* entry = core.runtime.breakers().find(id);
  return entry == nullptr ? nullptr : &entry->breaker;
}

}  // namespace statewarden
