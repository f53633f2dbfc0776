#include "runtime/breaker_table.hpp"

namespace statewarden {

BreakerId BreakerTable::add(const CircuitOptions& options, std::uint64_t seed, ClockIndex clock) {
  std::uint32_t index = 0;
  if (free_.empty()) {
    index = static_cast<std::uint32_t>(slots_.size());
    slots_.emplace_back();
  } else {
    index = free_.back();
    free_.pop_back();
  }
  Slot& slot = slots_[index];
  slot.entry = std::make_unique<Entry>(Entry{CircuitBreaker(options, seed), clock});
  return index | slot.generation << kIndexBits;
}

bool BreakerTable::remove(BreakerId id) {
  if (find(id) == nullptr) return false;
  const std::uint32_t index = id & ((1u << kIndexBits) - 1);
  slots_[index].entry.reset();
  ++slots_[index].generation;
  free_.push_back(index);
  return true;
}

BreakerTable::Entry* BreakerTable::find(BreakerId id) {
  const std::uint32_t index = id & ((1u << kIndexBits) - 1);
  if (index >= slots_.size()) return nullptr;
  const Slot& slot = slots_[index];
  return (slot.generation << kIndexBits | index) == id ? slot.entry.get() : nullptr;
}

}  // namespace statewarden
