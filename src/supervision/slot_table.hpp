// Slots with generations: an id that outlives its occupant finds nobody.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <utility>

namespace statewarden {

/// Hands out ids of 22 bits of index and 10 bits of generation; addresses stay while it grows.
template <typename T>
class SlotTable {
 public:
  static constexpr std::uint32_t kIndexBits = 22;
  static constexpr std::uint32_t kCapacity = (1u << kIndexBits) - 1;
  static constexpr std::uint32_t kNoSlot = 0xFFFFFFFFu;

  /// Takes a slot, the one that is vacant for longest; kNoSlot when all are taken.
  [[nodiscard]] std::uint32_t add(T occupant) {
    std::uint32_t index = 0;
    if (!vacant_.empty()) {
      index = vacant_.front();
      vacant_.pop_front();
    } else {
      if (slots_.size() == kCapacity) return kNoSlot;
      index = static_cast<std::uint32_t>(slots_.size());
      slots_.emplace_back();
    }
    Slot& slot = slots_[index];
    slot.occupant = std::move(occupant);
    slot.isTaken = true;
    return index | static_cast<std::uint32_t>(slot.generation) << kIndexBits;
  }

  /// Vacates a slot, if the id still names its occupant.
  void remove(std::uint32_t id) {
    if (find(id) == nullptr) return;
    const std::uint32_t index = id & kCapacity;
    Slot& slot = slots_[index];
    slot.occupant = T();
    slot.isTaken = false;
    slot.generation = static_cast<std::uint16_t>((slot.generation + 1u) % kGenerations);
    vacant_.push_back(index);
  }

  /// Finds an occupant, or nullptr.
  [[nodiscard]] T* find(std::uint32_t id) {
    const std::uint32_t index = id & kCapacity;
    if (index >= slots_.size()) return nullptr;
    Slot& slot = slots_[index];
    return slot.isTaken && slot.generation == id >> kIndexBits ? &slot.occupant : nullptr;
  }
  [[nodiscard]] const T* find(std::uint32_t id) const {
    return const_cast<SlotTable*>(this)->find(id);  // NOLINT(cppcoreguidelines-pro-type-const-cast)
  }

  [[nodiscard]] std::size_t size() const { return slots_.size() - vacant_.size(); }

 private:
  static constexpr std::uint32_t kGenerations = 1u << (32 - kIndexBits);

  struct Slot {
    T occupant{};
    std::uint16_t generation = 0;
    bool isTaken = false;
  };

  std::deque<Slot> slots_;
  std::deque<std::uint32_t> vacant_;
};

}  // namespace statewarden
