// One actor's turn: an event, from its selection to its effects.
#pragma once

#include <vector>

#include "interpreter/macrostep.hpp"

namespace statewarden {

/// Something to do after the macrostep, in the order in which it was asked for.
struct Deferred {
  enum class Kind : std::uint8_t { effect, startDelay, cancelDelay };
  Kind kind = Kind::effect;
  std::uint32_t value = 0;
  double milliseconds = 0;
};

/// Lives on the stack while an actor is busy; collects what waits for the end of the macrostep,
/// the timers of delayed transitions among it, which start only if the macrostep succeeds.
class Turn final : public DelaySink {
 public:
  /// Works in `list`, which keeps its memory from turn to turn.
  explicit Turn(std::vector<Deferred> list) : deferred(std::move(list)) {}

  void startDelay(DelayIndex delay, double milliseconds) override {
    deferred.push_back(
        {.kind = Deferred::Kind::startDelay, .value = delay, .milliseconds = milliseconds});
  }
  void cancelDelay(DelayIndex delay) override {
    deferred.push_back({.kind = Deferred::Kind::cancelDelay, .value = delay});
  }
  void defer(std::uint32_t effect) {
    deferred.push_back({.kind = Deferred::Kind::effect, .value = effect});
  }

  /// The macrostep, nullptr once it has ended.
  Macrostep* macrostep = nullptr;
  std::vector<Deferred> deferred;
  /// How many of the deferred an initial step left for the start; the delays among them, like
  /// everything that its actions deferred, take effect after all of them.
  std::size_t initialCount = 0;
  /// When the event of an actor with a deadline began, and how long it and its effects took.
  double began = -1;
  double took = 0;
};

}  // namespace statewarden
