// An interned state of a machine, with the plans learned for it.
#pragma once

#include <memory>
#include <vector>

#include "interpreter/state_key.hpp"

namespace statewarden {

struct Microstep;
struct Selection;

/// A place for one interned state; it is used again for another one when nobody needs the state.
struct State {
  State();
  ~State();
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  StateKey key;
  /// Numbers the state; no two of the last 2^32 states of a program share a number, 0 is a vacancy.
  std::uint32_t serial = 0;
  /// Actors that are in this state.
  std::uint32_t references = 0;
  /// Macrosteps that are at work here and read the plans.
  std::uint32_t pins = 0;
  std::uint32_t planCount = 0;
  /// What the state, and likewise each of its plans, counts for: more where it has many nodes.
  std::uint32_t weight = 0;
  /// Selections made without a plan, for an event and for none; a plan is worth keeping from the
  /// second on.
  std::uint8_t eventVisits = 0;
  std::uint8_t eventlessVisits = 0;
  /// Says that a plan was used since the last look of whoever forgets states.
  bool isUsed = false;
  /// Says that an active node has eventless transitions.
  bool hasAlways = false;
  /// Selections by event class.
  std::vector<std::unique_ptr<Selection>> selections;
  std::unique_ptr<Selection> eventless;
  std::vector<std::unique_ptr<Microstep>> microsteps;
  std::size_t hash = 0;
  State* nextInBucket = nullptr;
};

/// Remembers a state without keeping it.
struct StateRef {
  State* state = nullptr;
  std::uint32_t serial = 0;

  StateRef() = default;
  explicit StateRef(State& remembered) : state(&remembered), serial(remembered.serial) {}
  /// Returns the state if it is still the one remembered, else nullptr.
  [[nodiscard]] State* get() const {
    return state != nullptr && state->serial == serial ? state : nullptr;
  }
};

}  // namespace statewarden
