// A supervisor's circuit that is told what to do, and its parked children.
#include <gtest/gtest.h>

#include "supervision/world.hpp"

namespace statewarden {
namespace {

SupervisorPolicy withBreaker(std::uint32_t failures) {
  SupervisorPolicy policy;
  policy.hasBreaker = true;
  policy.breaker.failureThreshold = failures;
  policy.breaker.resetTimeout = 1000;
  policy.stableAfter = 200;
  return policy;
}

class ForcedCircuitTest : public testing::Test {
 protected:
  void command(CircuitCommand command) {
    world.supervision.commandCircuit(supervisor, command, world.now);
  }
  [[nodiscard]] CircuitState circuit() {
    return *world.supervision.circuitState(supervisor, world.now);
  }

  World world;
  SupervisorId supervisor = world.addSupervisor(withBreaker(2));
};

TEST_F(ForcedCircuitTest, ForcedOpenItParksWithoutATimer) {
  world.addActor("a", supervisor);
  command(CircuitCommand::forceOpen);
  EXPECT_EQ(world.crash("a"), FailureVerdict::parked);
  EXPECT_EQ(world.timers.size(), 0u);
  world.advance(1e9);
  EXPECT_EQ(world.stateOf("a"), ChildState::parked);
}

TEST_F(ForcedCircuitTest, WhatLetsEverythingThroughLetsParkedChildrenGoOn) {
  for (const CircuitCommand release : {CircuitCommand::forceClose, CircuitCommand::disable,
                                       CircuitCommand::metricsOnly, CircuitCommand::reset}) {
    World own;
    const SupervisorId gated = own.addSupervisor(withBreaker(1));
    for (const char* name : {"a", "b", "c"}) own.addActor(name, gated);
    own.supervision.commandCircuit(gated, CircuitCommand::forceOpen, own.now);
    for (const char* name : {"a", "b", "c"}) own.crash(name);
    own.supervision.commandCircuit(gated, release, own.now);
    own.advance(0);
    for (const char* name : {"a", "b", "c"}) EXPECT_EQ(own.stateOf(name), ChildState::running);
    EXPECT_EQ(own.timers.size(), 0u);
  }
}

TEST_F(ForcedCircuitTest, ForcedOpenTheProbesOfBeforeAreWithdrawn) {
  for (const char* name : {"a", "b", "c"}) world.addActor(name, supervisor);
  world.crash("a");
  for (const char* name : {"a", "b", "c"}) world.crash(name);
  command(CircuitCommand::forceOpen);
  EXPECT_EQ(world.timers.size(), 0u);
  world.advance(1e6);
  EXPECT_EQ(world.stateOf("b"), ChildState::parked);
}

TEST_F(ForcedCircuitTest, ForcedClosedNoFailureParksAnybody) {
  world.addActor("a", supervisor, restartAtOnce(kUnlimited));
  command(CircuitCommand::forceClose);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(world.crash("a"), FailureVerdict::decide);
}

TEST_F(ForcedCircuitTest, WhoIsParkedInIsolationIsTriedWhenItEnds) {
  world.addActor("a", supervisor);
  command(CircuitCommand::isolate);
  EXPECT_EQ(world.crash("a"), FailureVerdict::parked);
  world.advance(5000);
  EXPECT_EQ(world.stateOf("a"), ChildState::parked);
  command(CircuitCommand::endIsolation);
  world.advance(0);
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
  EXPECT_EQ(circuit(), CircuitState::closed);
}

TEST_F(ForcedCircuitTest, TakingTheBreakerAwayFreesWhomIsolationHolds) {
  world.addActor("a", supervisor);
  command(CircuitCommand::isolate);
  world.crash("a");
  world.supervision.setPolicy(supervisor, {}, world.now);
  world.advance(0);
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
  command(CircuitCommand::endIsolation);
  EXPECT_EQ(world.supervision.circuit(supervisor), nullptr);
}

TEST_F(ForcedCircuitTest, AShorterOpenTimeBringsTheProbeForward) {
  world.addActor("a", supervisor);
  for (int i = 0; i < 2; ++i) world.crash("a");
  SupervisorPolicy policy = withBreaker(2);
  policy.breaker.rule = CircuitRule::consecutive;
  policy.breaker.resetTimeout = policy.breaker.maxResetTimeout = 100;
  world.supervision.setPolicy(supervisor, policy, world.now);
  EXPECT_EQ(circuit(), CircuitState::open);
  world.advance(100);
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
}

TEST_F(ForcedCircuitTest, AFailureThatDoesNotCountIsDecidedButOpensNothing) {
  world.addActor("a", supervisor);
  for (int i = 0; i < 5; ++i) {
    ASSERT_EQ(world.supervision.noteFailure(world.idOf("a"), supervisor, world.now, false),
              FailureVerdict::decide);
    world.supervision.apply(world.idOf("a"), world.supervision.defineStrategy(restartAtOnce()),
                            supervisor, world.now);
  }
  EXPECT_EQ(circuit(), CircuitState::closed);
  EXPECT_EQ(world.supervision.circuit(supervisor)->metrics(0).ignored, 5);
  EXPECT_EQ(world.healthOf("a").errorCount, 5u);
}

TEST_F(ForcedCircuitTest, WhereSuccessesCountAStableLifeIsOne) {
  for (const CircuitRule rule : {CircuitRule::consecutive, CircuitRule::countWindow}) {
    World own;
    SupervisorPolicy policy = withBreaker(2);
    policy.breaker.rule = rule;
    policy.breaker.windowSize = 2;
    const SupervisorId gated = own.addSupervisor(policy);
    own.addActor("a", gated);
    for (int i = 0; i < 6; ++i) {
      EXPECT_EQ(own.crash("a"), FailureVerdict::decide);
      own.advance(200);
    }
    own.crash("a");
    EXPECT_EQ(own.crash("a"), FailureVerdict::parked);
  }
}

TEST_F(ForcedCircuitTest, ASupervisorThatBeginsAnewKeepsWhatSomebodyHasForced) {
  World own;
  SupervisorPolicy top;
  top.defaultStrategy = own.supervision.defineStrategy(restartAtOnce());
  const SupervisorId root = own.addSupervisor(top);
  const SupervisorId inner = own.addSupervisor(withBreaker(2), root);
  own.supervision.commandCircuit(inner, CircuitCommand::forceOpen, 0);
  own.supervision.restart(own.supervision.memberOf(inner), RestartMode::fresh, 0);
  EXPECT_EQ(own.supervision.circuitState(inner, 0), CircuitState::open);
}

}  // namespace
}  // namespace statewarden
