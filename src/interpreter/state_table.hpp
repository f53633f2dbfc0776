// The states of a program that are known right now.
#pragma once

#include <deque>
#include <span>
#include <vector>

#include "interpreter/state.hpp"

namespace statewarden {

/// Interns states; keeps those that actors are in, and of the others about as many as it may.
/// Forgetting is a second-chance sweep that costs a constant share of each newcomer.
class StateTable {
 public:
  /// `limit` bounds the weights of the states without actors and of all plans together.
  explicit StateTable(std::uint32_t limit) : limit_(limit), buckets_(kFirstBuckets, nullptr) {}

  /// Returns the one state with this key; `isNew` tells whether it was made just now.
  [[nodiscard]] State& intern(const StateKey& key, bool& isNew);
  /// Counts a plan that is about to be kept with a state, and makes room for it.
  void addPlan(State& state);

  /// Keeps a state for an actor.
  void hold(State& state) {
    if (state.references++ == 0) heldWeight_ += state.weight;
  }
  void release(State& state) {
    if (--state.references == 0) heldWeight_ -= state.weight;
  }

  [[nodiscard]] std::uint32_t stateCount() const { return stateCount_; }
  [[nodiscard]] std::uint32_t planCount() const { return planCount_; }

 private:
  static constexpr std::size_t kFirstBuckets = 16;
  static constexpr std::uint32_t kLooksPerNewcomer = 8;
  static constexpr std::uint32_t kNodesPerWeight = 64;

  [[nodiscard]] bool isFull() const {
    // States in use cannot be forgotten: they leave as much room again for their plans.
    return weight_ - heldWeight_ > limit_ + heldWeight_;
  }
  [[nodiscard]] State*& bucketOf(std::size_t hash) {
    return buckets_[hash & (buckets_.size() - 1)];
  }
  void makeRoom();
  void forgetPlans(State& state);
  void forget(State& state);
  void grow();

  std::uint32_t limit_;
  std::uint32_t stateCount_ = 0;
  std::uint32_t planCount_ = 0;
  /// The weights of all states and plans, and of the states that actors are in.
  std::uint64_t weight_ = 0;
  std::uint64_t heldWeight_ = 0;
  std::uint32_t nextSerial_ = 1;
  std::size_t hand_ = 0;
  std::deque<State> places_;
  std::vector<State*> vacant_;
  std::vector<State*> buckets_;
};

}  // namespace statewarden
