#include "interpreter/state_table.hpp"

#include <utility>

#include "interpreter/microstep.hpp"
#include "interpreter/selection.hpp"

namespace statewarden {

State& StateTable::intern(const StateKey& key, bool& isNew) {
  const std::size_t hash = key.hash();
  isNew = false;
  for (State* state = bucketOf(hash); state != nullptr; state = state->nextInBucket) {
    if (state->hash == hash && state->key == key) return *state;
  }
  isNew = true;
  makeRoom();
  if (stateCount_ >= buckets_.size()) grow();
  if (vacant_.empty()) vacant_.push_back(&places_.emplace_back());
  State& state = *vacant_.back();
  vacant_.pop_back();
  state.key = key;
  state.hash = hash;
  state.serial = nextSerial_++;
  if (nextSerial_ == 0) nextSerial_ = 1;
  State*& bucket = bucketOf(hash);
  state.nextInBucket = std::exchange(bucket, &state);
  state.weight = 1 + static_cast<std::uint32_t>(key.nodes.size()) / kNodesPerWeight;
  weight_ += state.weight;
  ++stateCount_;
  return state;
}

void StateTable::addPlan(State& state) {
  makeRoom();
  ++state.planCount;
  ++planCount_;
  weight_ += state.weight;
}

void StateTable::makeRoom() {
  for (std::uint32_t look = 0; look < kLooksPerNewcomer && isFull(); ++look) {
    if (hand_ >= places_.size()) hand_ = 0;
    State& state = places_[hand_++];
    if (state.serial == 0 || state.pins > 0 || std::exchange(state.isUsed, false)) continue;
    forgetPlans(state);
    if (state.references == 0) forget(state);
  }
}

void StateTable::forgetPlans(State& state) {
  weight_ -= std::uint64_t{state.weight} * state.planCount;
  planCount_ -= std::exchange(state.planCount, 0);
  state.selections.clear();
  state.eventless.reset();
  state.microsteps.clear();
}

void StateTable::forget(State& state) {
  State** link = &bucketOf(state.hash);
  while (*link != &state) link = &(*link)->nextInBucket;
  *link = state.nextInBucket;
  state.serial = 0;
  state.eventVisits = 0;
  state.eventlessVisits = 0;
  vacant_.push_back(&state);
  weight_ -= state.weight;
  --stateCount_;
}

void StateTable::grow() {
  buckets_.assign(buckets_.size() * 2, nullptr);
  for (State& state : places_) {
    if (state.serial == 0) continue;
    State*& bucket = bucketOf(state.hash);
    state.nextInBucket = std::exchange(bucket, &state);
  }
}

}  // namespace statewarden
