// A supervisor's circuit: parked children, probes, and what closes it.
#include <gtest/gtest.h>

#include "supervision/world.hpp"

namespace statewarden {
namespace {

using Calls = std::vector<std::string>;

SupervisorPolicy withBreaker(std::uint32_t failures, std::uint32_t successes = 1) {
  SupervisorPolicy policy;
  policy.hasBreaker = true;
  policy.breaker.failureThreshold = failures;
  policy.breaker.window = 10'000;
  policy.breaker.resetTimeout = 1000;
  policy.breaker.maxResetTimeout = 8000;
  policy.breaker.successThreshold = successes;
  policy.stableAfter = 200;
  return policy;
}

class CircuitTest : public testing::Test {
 protected:
  [[nodiscard]] CircuitState circuit() {
    return *world.supervision.circuitState(supervisor, world.now);
  }

  World world;
  SupervisorId supervisor = world.addSupervisor(withBreaker(3));
};

TEST_F(CircuitTest, FailuresBelowTheThresholdAreDecidedByTheStrategy) {
  world.addActor("a", supervisor);
  EXPECT_EQ(world.crash("a"), FailureVerdict::decide);
  EXPECT_EQ(world.crash("a"), FailureVerdict::decide);
  EXPECT_EQ(circuit(), CircuitState::closed);
}

TEST_F(CircuitTest, B11WhileOpenTheStrategyIsNotAskedAndTheChildIsParked) {
  world.addActor("a", supervisor);
  for (int i = 0; i < 2; ++i) world.crash("a");
  static_cast<void>(world.takeCalls());
  EXPECT_EQ(world.crash("a"), FailureVerdict::parked);
  EXPECT_EQ(world.takeCalls(), Calls{"suspend a"});
  EXPECT_EQ(world.stateOf("a"), ChildState::parked);
  EXPECT_EQ(world.healthOf("a").retryAfter, 1000);
  EXPECT_EQ(world.healthOf("a").errorCount, 3u);
  EXPECT_EQ(world.healthOf("a").status, HealthStatus::unhealthy);
}

TEST_F(CircuitTest, AParkedChildIsProbedWhenTheCircuitIsHalfOpen) {
  world.addActor("a", supervisor);
  for (int i = 0; i < 3; ++i) world.crash("a");
  static_cast<void>(world.takeCalls());
  world.advance(999);
  EXPECT_TRUE(world.takeCalls().empty());
  world.advance(1);
  EXPECT_EQ(world.takeCalls(), (Calls{"restart a", "resume a"}));
  EXPECT_EQ(circuit(), CircuitState::halfOpen);
}

TEST_F(CircuitTest, X4RunningStablyClosesTheCircuitAndARestartAloneDoesNot) {
  world.addActor("a", supervisor);
  for (int i = 0; i < 3; ++i) world.crash("a");
  world.advance(1000);
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
  world.advance(199);
  EXPECT_EQ(circuit(), CircuitState::halfOpen);
  world.advance(1);
  EXPECT_EQ(circuit(), CircuitState::closed);
  EXPECT_EQ(world.timers.size(), 0u);
}

TEST_F(CircuitTest, X4AProbeThatFailsOpensTheCircuitForLonger) {
  world.addActor("a", supervisor, restartAtOnce(kUnlimited));
  for (int i = 0; i < 3; ++i) world.crash("a");
  for (const double openTime : {1000.0, 2000.0, 4000.0, 8000.0, 8000.0}) {
    EXPECT_EQ(world.healthOf("a").retryAfter, openTime);
    world.advance(openTime);
    EXPECT_EQ(world.stateOf("a"), ChildState::running);
    EXPECT_EQ(world.crash("a"), FailureVerdict::parked);
    EXPECT_EQ(circuit(), CircuitState::open);
  }
}

TEST_F(CircuitTest, X12TheCircuitClosesWithAnEmptyHistory) {
  world.addActor("a", supervisor);
  for (int i = 0; i < 3; ++i) world.crash("a");
  world.advance(1200);
  ASSERT_EQ(circuit(), CircuitState::closed);
  EXPECT_EQ(world.crash("a"), FailureVerdict::decide);
  EXPECT_EQ(circuit(), CircuitState::closed);
}

TEST_F(CircuitTest, X12AskingForTheStateChangesNothing) {
  world.addActor("a", supervisor);
  for (int i = 0; i < 3; ++i) world.crash("a");
  world.events.setEnabled(false);
  world.now = 1000;
  EXPECT_EQ(circuit(), CircuitState::halfOpen);
  EXPECT_EQ(world.stateOf("a"), ChildState::parked);
  world.now = 999;
  EXPECT_EQ(circuit(), CircuitState::open);
}

TEST_F(CircuitTest, X12AsManyParkedChildrenAreProbedAsThereArePermits) {
  World own;
  const SupervisorId gated = own.addSupervisor(withBreaker(1, 2));
  for (const char* name : {"a", "b", "c", "d"}) own.addActor(name, gated);
  for (const char* name : {"a", "b", "c", "d"}) {
    EXPECT_EQ(own.crash(name), FailureVerdict::parked);
  }
  EXPECT_EQ(own.timers.size(), 1u) << "one timer for all of them";
  own.advance(1000);
  EXPECT_EQ(own.callsOf("restart"), (Calls{"a", "b"}));
  own.advance(200);
  EXPECT_EQ(own.callsOf("restart"), (Calls{"a", "b", "c", "d"})) << "all once it is closed";
  EXPECT_EQ(own.timers.size(), 0u);
}

TEST_F(CircuitTest, B12OnlyTheSubtreesOwnCircuitOpens) {
  World own;
  const SupervisorId root = own.addSupervisor(withBreaker(5));
  const SupervisorId left = own.addSupervisor(withBreaker(3), root);
  const SupervisorId right = own.addSupervisor(withBreaker(3), root);
  for (int i = 0; i < 10; ++i) own.addActor("l" + std::to_string(i), left);
  own.addActor("r", right);
  for (int i = 0; i < 10; ++i) own.crash("l" + std::to_string(i));
  EXPECT_EQ(own.supervision.circuitState(left, own.now), CircuitState::open);
  EXPECT_EQ(own.supervision.circuitState(right, own.now), CircuitState::closed);
  EXPECT_EQ(own.supervision.circuitState(root, own.now), CircuitState::closed);
  EXPECT_EQ(own.crash("r"), FailureVerdict::decide);
}

TEST_F(CircuitTest, EscalatedFailuresCountForTheCircuitThatTheyReach) {
  World own;
  SupervisorPolicy policy = withBreaker(1);
  policy.defaultStrategy = own.supervision.defineStrategy(restartAtOnce());
  const SupervisorId root = own.addSupervisor(policy);
  own.addActor("a", own.addSupervisor({}, root), directive(Directive::escalate));
  own.crash("a");
  EXPECT_EQ(own.stateOf("a"), ChildState::parked);
  EXPECT_EQ(own.healthOf("a").retryAfter, 1000);
  own.advance(1000);
  EXPECT_EQ(own.stateOf("a"), ChildState::running);
  own.advance(200);
  EXPECT_EQ(own.supervision.circuitState(root, own.now), CircuitState::closed);
}

TEST_F(CircuitTest, WhenOpenMayStopInstead) {
  World own;
  SupervisorPolicy policy = withBreaker(1);
  policy.whenOpen = WhenOpen::stop;
  own.addActor("a", own.addSupervisor(policy));
  EXPECT_EQ(own.crash("a"), FailureVerdict::stopped);
  EXPECT_EQ(own.stateOf("a"), ChildState::stopped);
  EXPECT_EQ(own.timers.size(), 0u);
}

TEST_F(CircuitTest, AStopOfAParkedChildCancelsItsProbe) {
  world.addActor("a", supervisor);
  for (int i = 0; i < 3; ++i) world.crash("a");
  world.supervision.stop(world.idOf("a"), world.now);
  EXPECT_EQ(world.timers.size(), 0u);
  world.advance(10'000);
  EXPECT_EQ(world.callsOf("restart").size(), 2u);
}

TEST_F(CircuitTest, AProbeThatIsStoppedGivesItsPermitToTheNext) {
  for (const char* name : {"a", "b", "c"}) world.addActor(name, supervisor);
  for (int i = 0; i < 3; ++i) world.crash("a");
  world.crash("b");
  world.advance(1000);
  ASSERT_EQ(world.stateOf("a"), ChildState::running);
  ASSERT_EQ(world.stateOf("b"), ChildState::parked);
  world.supervision.stop(world.idOf("a"), world.now);
  world.advance(0);
  EXPECT_EQ(world.stateOf("b"), ChildState::running);
  world.advance(200);
  EXPECT_EQ(circuit(), CircuitState::closed);
}

TEST_F(CircuitTest, AProbeThatFinishesHasSucceeded) {
  world.addActor("a", supervisor);
  for (int i = 0; i < 3; ++i) world.crash("a");
  world.advance(1000);
  world.supervision.finished(world.idOf("a"), world.now);
  EXPECT_EQ(circuit(), CircuitState::closed);
}

TEST_F(CircuitTest, AFailureWhileHalfOpenTakesTheFreePermit) {
  world.addActor("a", supervisor);
  world.addActor("b", supervisor);
  for (int i = 0; i < 3; ++i) world.crash("a");
  world.supervision.stop(world.idOf("a"), world.now);
  world.advance(1000);
  EXPECT_EQ(world.crash("b"), FailureVerdict::decide);
  EXPECT_EQ(circuit(), CircuitState::halfOpen);
  world.advance(200);
  EXPECT_EQ(circuit(), CircuitState::closed);
}

TEST_F(CircuitTest, AProbeSkipsTheBackoffBecauseItHasWaited) {
  Strategy slow = restartAtOnce();
  slow.backoff = {.type = BackoffType::linear,
                  .initialDelay = 5000,
                  .maxDelay = 5000,
                  .factor = 1,
                  .jitter = 0};
  World own;
  own.addActor("a", own.addSupervisor(withBreaker(1)), slow);
  own.crash("a");
  own.advance(1000);
  EXPECT_EQ(own.stateOf("a"), ChildState::running);
}

TEST_F(CircuitTest, RetryNowTriesAParkedChildWhateverTheCircuitSays) {
  world.addActor("a", supervisor);
  for (int i = 0; i < 3; ++i) world.crash("a");
  EXPECT_TRUE(world.supervision.retryNow(world.idOf("a"), world.now));
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
  EXPECT_EQ(circuit(), CircuitState::open);
  EXPECT_EQ(world.timers.size(), 0u);
}

TEST_F(CircuitTest, ResetLetsParkedChildrenGoOn) {
  world.addActor("a", supervisor);
  world.addActor("b", supervisor);
  for (int i = 0; i < 3; ++i) world.crash("a");
  world.crash("b");
  world.supervision.commandCircuit(supervisor, CircuitCommand::reset, world.now);
  EXPECT_EQ(circuit(), CircuitState::closed);
  world.advance(0);
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
  EXPECT_EQ(world.stateOf("b"), ChildState::running);
}

TEST_F(CircuitTest, TakingTheBreakerAwayLetsParkedChildrenGoOn) {
  world.addActor("a", supervisor);
  for (int i = 0; i < 3; ++i) world.crash("a");
  world.supervision.setPolicy(supervisor, {}, world.now);
  world.advance(0);
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
  EXPECT_EQ(world.supervision.circuitState(supervisor, world.now), std::nullopt);
  EXPECT_EQ(world.crash("a"), FailureVerdict::decide);
}

TEST_F(CircuitTest, ABreakerMayBeAddedLater) {
  World own;
  const SupervisorId plain = own.addSupervisor();
  own.addActor("a", plain);
  EXPECT_EQ(own.supervision.circuitState(plain, 0), std::nullopt);
  own.supervision.setPolicy(plain, withBreaker(1), own.now);
  EXPECT_EQ(own.crash("a"), FailureVerdict::parked);
}

TEST_F(CircuitTest, B8AFrozenPageDoesNotLoseItsProbe) {
  world.addActor("a", supervisor);
  for (int i = 0; i < 3; ++i) world.crash("a");
  world.jump(3'600'000);
  ASSERT_EQ(world.stateOf("a"), ChildState::running);
  world.jump(3'600'000);
  EXPECT_EQ(circuit(), CircuitState::closed);
}

TEST_F(CircuitTest, EveryChangeOfTheCircuitIsRecorded) {
  world.addActor("a", supervisor);
  for (int i = 0; i < 3; ++i) world.crash("a");
  world.advance(1200);
  std::vector<EventRecord> changes;
  for (const EventRecord& record : world.takeEvents()) {
    const bool isChange = record.type == EventType::circuitOpened ||
                          record.type == EventType::circuitHalfOpened ||
                          record.type == EventType::circuitClosed;
    if (isChange) changes.push_back(record);
  }
  ASSERT_EQ(changes.size(), 3u);
  EXPECT_EQ(changes[0].type, EventType::circuitOpened);
  EXPECT_EQ(changes[0].value, 1000);
  EXPECT_EQ(changes[1].type, EventType::circuitHalfOpened);
  EXPECT_EQ(changes[1].time, 1000);
  EXPECT_EQ(changes[2].type, EventType::circuitClosed);
  EXPECT_EQ(changes[2].time, 1200);
  EXPECT_EQ(changes[2].subject, supervisor);
}

}  // namespace
}  // namespace statewarden
