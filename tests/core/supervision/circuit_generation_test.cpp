// Answers that belong to an earlier period of a circuit, and permits that are given back.
#include <gtest/gtest.h>

#include "supervision/world.hpp"

namespace statewarden {
namespace {

using Calls = std::vector<std::string>;

SupervisorPolicy breakerOf(std::uint32_t failures, double stableAfter) {
  SupervisorPolicy policy;
  policy.hasBreaker = true;
  policy.breaker.failureThreshold = failures;
  policy.breaker.resetTimeout = 100;
  policy.breaker.maxResetTimeout = 100;
  policy.breaker.maxHalfOpenWait = 1000;
  policy.stableAfter = stableAfter;
  return policy;
}

TEST(CircuitGenerationTest, B6AFailureOfAProbeOfAnEarlierPeriodIsNotCounted) {
  World world;
  const SupervisorId supervisor = world.addSupervisor(breakerOf(1, 500));
  world.addActor("a", supervisor);
  world.crash("a");
  world.advance(100);
  ASSERT_EQ(world.stateOf("a"), ChildState::running);
  world.supervision.commandCircuit(supervisor, CircuitCommand::reset, world.now);
  world.crash("a");
  EXPECT_EQ(world.supervision.circuitState(supervisor, world.now), CircuitState::closed);
  EXPECT_EQ(world.stateOf("a"), ChildState::running) << "the strategy decided";
  world.crash("a");
  EXPECT_EQ(world.supervision.circuitState(supervisor, world.now), CircuitState::open);
}

TEST(CircuitGenerationTest, B6AProbeThatRanStablyAfterItsPeriodClosesNothing) {
  World world;
  const SupervisorId supervisor = world.addSupervisor(breakerOf(1, 5000));
  for (const char* name : {"a", "b"}) {
    world.addActor(name, supervisor);
    ASSERT_EQ(world.crash(name), FailureVerdict::parked);
  }
  const auto circuit = [&] { return world.supervision.circuitState(supervisor, world.now); };
  world.advance(100);
  EXPECT_EQ(world.callsOf("restart"), Calls{"a"});
  // Its permit is given up after a second; the circuit opens again, and then it is b's turn.
  world.advance(1100);
  EXPECT_EQ(world.callsOf("restart"), (Calls{"a", "b"}));
  world.advance(4000);
  EXPECT_EQ(world.healthOf("a").uptime, 5100) << "it has run stably";
  EXPECT_EQ(circuit(), CircuitState::halfOpen);
  world.advance(1000);
  EXPECT_EQ(circuit(), CircuitState::closed) << "so has b, whose answer is that of this period";
}

TEST(CircuitGenerationTest, AProbeWhoseFailureGoesUpGivesItsPermitToTheNext) {
  World world;
  SupervisorPolicy restarting;
  restarting.defaultStrategy = world.supervision.defineStrategy(restartAtOnce());
  const SupervisorId parent = world.addSupervisor(restarting);
  const SupervisorId supervisor = world.addSupervisor(breakerOf(1, 500), parent);
  for (const char* name : {"a", "b"}) {
    world.addActor(name, supervisor, directive(Directive::escalate));
    ASSERT_EQ(world.crash(name), FailureVerdict::parked);
  }
  world.advance(100);
  EXPECT_EQ(world.callsOf("restart"), (Calls{"a", "b"})) << "both were decided by the parent";
}

TEST(CircuitGenerationTest, ASupervisorThatBeginsAnewHasAClosedCircuit) {
  World world;
  const SupervisorId parent = world.addSupervisor();
  const SupervisorId supervisor = world.addSupervisor(breakerOf(1, 500), parent);
  world.addActor("a", supervisor);
  ASSERT_EQ(world.crash("a"), FailureVerdict::parked);
  ASSERT_EQ(world.supervision.circuitState(supervisor, world.now), CircuitState::open);
  world.supervision.restart(world.supervision.memberOf(supervisor), RestartMode::fresh, world.now);
  EXPECT_EQ(world.supervision.circuitState(supervisor, world.now), CircuitState::closed);
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
  EXPECT_EQ(world.timers.size(), 0u);
}

TEST(CircuitGenerationTest, ASuccessThatIsReportedWithoutAPermitTakesOne) {
  CircuitBreaker breaker(
      {.failureThreshold = 1, .resetTimeout = 100, .maxResetTimeout = 100, .successThreshold = 2},
      1);
  breaker.recordFailure(0);
  breaker.recordSuccess(100);
  EXPECT_EQ(breaker.state(100), CircuitState::halfOpen);
  EXPECT_TRUE(breaker.tryAcquire(100).isGranted);
  EXPECT_FALSE(breaker.tryAcquire(100).isGranted);
}

}  // namespace
}  // namespace statewarden
