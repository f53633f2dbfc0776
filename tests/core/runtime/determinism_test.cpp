// The same seed and the same calls give the same event log, byte for byte.
#include <gtest/gtest.h>

#include "runtime/event_text.hpp"
#include "runtime/standalone_world.hpp"

namespace statewarden::testing {
namespace {

/// Lets workers crash at pseudo-random times under jittered back-off and a circuit breaker.
std::string playScript(std::uint64_t seed) {
  StandaloneWorld world(seed);
  Strategy strategy;
  strategy.limit = 50;
  strategy.backoff = {.type = BackoffType::exponential, .initialDelay = 10, .jitter = 0.5};
  SupervisorPolicy policy;
  policy.hasBreaker = true;
  policy.stableAfter = 20;
  policy.breaker = {.failureThreshold = 8, .window = 300, .resetTimeout = 200, .jitter = 0.3};
  const SupervisorId supervisor = world.runtime.addSupervisor(kNoSupervisor, policy);
  const StrategyIndex index = world.define(strategy);
  std::vector<ActorId> actors;
  actors.reserve(5);
  for (int i = 0; i < 5; ++i) actors.push_back(world.add(kWorker, supervisor, index));

  Random script(42);
  for (int i = 0; i < 400; ++i) {
    const ActorId actor = actors[script.next() % actors.size()];
    world.throwing.clear();
    if (script.next() % 3 == 0) world.throwing.insert("work");
    world.send(actor, "START");
    world.send(actor, "WORK");
    world.advance(static_cast<double>(script.next() % 40));
  }
  return takeEventsAsText(world.runtime.events(), 100'000);
}

TEST(DeterminismTest, TheSameSeedGivesTheSameEventLog) {
  const std::string first = playScript(7);
  EXPECT_GT(first.size(), 10'000u) << "the script must let something happen";
  EXPECT_EQ(first, playScript(7));
}

TEST(DeterminismTest, AnotherSeedGivesAnotherEventLog) {
  EXPECT_NE(playScript(7), playScript(8));
}

TEST(DeterminismTest, SeedingAnewIsLikeBeginningWithThatSeed) {
  StandaloneWorld seeded(1);
  seeded.runtime.seed(9);
  StandaloneWorld fresh(9);
  const CircuitOptions options{.failureThreshold = 1, .jitter = 1};
  const auto openTime = [&](StandaloneWorld& world) {
    const BreakerId id = world.runtime.addBreaker(options, Runtime::kSystemClock);
    world.runtime.breakers().find(id)->breaker.recordFailure(0);
    return world.runtime.breakers().find(id)->breaker.retryAfter(0);
  };
  EXPECT_EQ(openTime(seeded), openTime(fresh));
}

}  // namespace
}  // namespace statewarden::testing
