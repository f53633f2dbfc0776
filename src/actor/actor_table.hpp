// Slots of actors with generations: an id that outlives its actor finds nobody.
#pragma once

#include <deque>

#include "actor/actor.hpp"

namespace statewarden {

/// Hands out and takes back actor slots; addresses stay valid while the table grows.
class ActorTable {
 public:
  static constexpr std::uint32_t kIndexBits = 22;
  static constexpr std::uint32_t kMaxActors = 1u << kIndexBits;

  /// Occupies a slot, or returns kNoActor when all are taken.
  [[nodiscard]] ActorId add();
  /// Vacates a slot; the oldest vacant slot is used again first.
  void remove(ActorId id);
  /// Finds an actor, or nullptr.
  [[nodiscard]] Actor* find(ActorId id) {
    const std::uint32_t index = id & (kMaxActors - 1);
    if (index >= actors_.size()) return nullptr;
    Actor& actor = actors_[index];
    return actor.generation == id >> kIndexBits && actor.status != ActorStatus::vacant ? &actor
                                                                                       : nullptr;
  }
  [[nodiscard]] std::size_t size() const { return actors_.size() - vacant_.size(); }

 private:
  std::deque<Actor> actors_;
  std::deque<std::uint32_t> vacant_;
};

}  // namespace statewarden
