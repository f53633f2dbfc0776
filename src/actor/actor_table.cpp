#include "actor/actor_table.hpp"

namespace statewarden {

ActorId ActorTable::add() {
  std::uint32_t index = 0;
  if (!vacant_.empty()) {
    index = vacant_.front();
    vacant_.pop_front();
  } else {
    // The last index stays unused so that no id equals kNoActor.
    if (actors_.size() + 1 >= kMaxActors) return kNoActor;
    index = static_cast<std::uint32_t>(actors_.size());
    actors_.emplace_back();
  }
  Actor& actor = actors_[index];
  actor.status = ActorStatus::created;
  return index | static_cast<std::uint32_t>(actor.generation) << kIndexBits;
}

void ActorTable::remove(ActorId id) {
  Actor* actor = find(id);
  if (actor == nullptr) return;
  constexpr std::uint32_t kGenerations = 1u << (32 - kIndexBits);
  const auto next = static_cast<std::uint16_t>((actor->generation + 1u) % kGenerations);
  *actor = Actor{};
  actor->generation = next;
  vacant_.push_back(id & (kMaxActors - 1));
}

}  // namespace statewarden
