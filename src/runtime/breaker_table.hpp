// Circuit breakers that user code asks directly.
#pragma once

#include <memory>
#include <vector>

#include "actor/actor_host.hpp"
#include "supervision/circuit_breaker.hpp"

namespace statewarden {

/// Names a circuit breaker; generation-checked, so a name that outlives it finds nothing.
using BreakerId = std::uint32_t;

/// Owns circuit breakers and the clocks that they live by.
class BreakerTable {
 public:
  struct Entry {
    CircuitBreaker breaker;
    ClockIndex clock = 0;
  };

  /// Adds a closed breaker.
  [[nodiscard]] BreakerId add(const CircuitOptions& options, std::uint64_t seed, ClockIndex clock);
  /// Forgets a breaker and says whether it was there.
  bool remove(BreakerId id);
  /// Finds a breaker, or nullptr.
  [[nodiscard]] Entry* find(BreakerId id);
  [[nodiscard]] std::size_t size() const { return slots_.size() - free_.size(); }

 private:
  static constexpr std::uint32_t kIndexBits = 22;
  struct Slot {
    std::unique_ptr<Entry> entry;
    std::uint32_t generation = 0;
  };

  std::vector<Slot> slots_;
  std::vector<std::uint32_t> free_;
};

}  // namespace statewarden
