// What happens between a failure and the restart that it waits for.
#include <gtest/gtest.h>

#include "supervision/world.hpp"

namespace statewarden {
namespace {

Strategy backingOff(double initialDelay = 100) {
  Strategy strategy = restartAtOnce(kUnlimited);
  strategy.backoff = {.type = BackoffType::exponential,
                      .initialDelay = initialDelay,
                      .maxDelay = 1000,
                      .factor = 2,
                      .jitter = 0};
  strategy.resetTimeout = 5000;
  return strategy;
}

class PendingRestartTest : public testing::Test {
 protected:
  World world;
  SupervisorId supervisor = world.addSupervisor();
  ChildId a = world.addActor("a", supervisor, backingOff());
};

TEST_F(PendingRestartTest, TheFirstRestartWaitsTheInitialDelay) {
  world.crash(a);
  EXPECT_EQ(world.stateOf("a"), ChildState::backingOff);
  EXPECT_EQ(world.healthOf("a").retryAfter, 100);
  world.advance(99);
  EXPECT_TRUE(world.callsOf("restart").empty());
  world.advance(1);
  EXPECT_EQ(world.callsOf("restart").size(), 1u);
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
}

TEST_F(PendingRestartTest, TheActorIsSuspendedAndItsChildrenEndedWhileItWaits) {
  world.crash(a);
  EXPECT_EQ(world.takeCalls(), (std::vector<std::string>{"suspend a", "halt a"}));
  world.advance(100);
  EXPECT_EQ(world.takeCalls(), (std::vector<std::string>{"restart a", "resume a"}));
}

TEST_F(PendingRestartTest, X8ThreeErrorsDuringABackoffAreOneRestart) {
  world.crash(a);
  EXPECT_EQ(world.crash(a), FailureVerdict::ignored);
  EXPECT_EQ(world.crash(a), FailureVerdict::ignored);
  world.advance(10'000);
  EXPECT_EQ(world.callsOf("restart").size(), 1u);
  EXPECT_EQ(world.healthOf("a").errorCount, 3u);
}

TEST_F(PendingRestartTest, X8AStopDuringABackoffCancelsTheRestart) {
  world.crash(a);
  world.supervision.stop(a, world.now);
  EXPECT_EQ(world.timers.size(), 0u);
  world.advance(10'000);
  EXPECT_TRUE(world.callsOf("restart").empty());
  EXPECT_EQ(world.callsOf("stop"), std::vector<std::string>{"a"});
  EXPECT_EQ(world.stateOf("a"), ChildState::stopped);
  EXPECT_EQ(world.crash(a), FailureVerdict::ignored);
}

TEST_F(PendingRestartTest, RemovingTheChildDuringABackoffLeavesNoTimer) {
  world.crash(a);
  world.supervision.removeChild(a);
  EXPECT_EQ(world.timers.size(), 0u);
  EXPECT_EQ(world.supervision.childCount(), 0u);
  EXPECT_EQ(world.supervision.state(a), ChildState::stopped);
}

TEST_F(PendingRestartTest, A6TheBackoffGrowsUntilTheChildHasRunStably) {
  for (const double delay : {100.0, 200.0, 400.0, 800.0, 1000.0}) {
    world.crash(a);
    EXPECT_EQ(world.healthOf("a").retryAfter, delay);
    world.advance(delay);
    world.advance(4999);
  }
  world.advance(1);
  world.crash(a);
  EXPECT_EQ(world.healthOf("a").retryAfter, 100);
}

TEST_F(PendingRestartTest, RetryNowRestartsAtOnceAndCountsOnce) {
  world.crash(a);
  EXPECT_TRUE(world.supervision.retryNow(a, world.now));
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
  EXPECT_EQ(world.timers.size(), 0u);
  world.advance(1000);
  EXPECT_EQ(world.callsOf("restart").size(), 1u);
  EXPECT_FALSE(world.supervision.retryNow(a, world.now)) << "nothing is pending";
}

TEST_F(PendingRestartTest, ARestartByCallReplacesThePendingOne) {
  world.crash(a);
  EXPECT_TRUE(world.supervision.restart(a, RestartMode::lastGood, world.now));
  EXPECT_EQ(world.lastMode, RestartMode::lastGood);
  EXPECT_EQ(world.timers.size(), 0u);
  world.advance(1000);
  EXPECT_EQ(world.callsOf("restart").size(), 1u);
}

TEST_F(PendingRestartTest, A4AFailedStartIsTriedAgainWithTheNextBackoffAndCounted) {
  world.failingStarts["a"] = 2;
  world.crash(a);
  world.advance(100);
  EXPECT_EQ(world.stateOf("a"), ChildState::backingOff);
  EXPECT_EQ(world.healthOf("a").retryAfter, 200);
  world.advance(200);
  EXPECT_EQ(world.healthOf("a").retryAfter, 400);
  world.advance(400);
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
  EXPECT_EQ(world.callsOf("restart").size(), 3u);
  EXPECT_EQ(world.healthOf("a").restartCount, 1u);
  EXPECT_EQ(world.countEvents(EventType::restartFailed), 2u);
}

TEST_F(PendingRestartTest, A4UnlimitedRestartsOfABrokenActorNeitherRecurseNorStandStill) {
  world.addActor("b", supervisor, restartAtOnce(kUnlimited));
  world.failingStarts["b"] = 1'000'000;
  int depth = 0;
  int deepest = 0;
  world.onCall = [&](const std::string& call) {
    if (call == "restart b") deepest = std::max(deepest, ++depth);
    if (call == "suspend b") --depth;
  };
  depth = 1;
  world.crash("b");
  world.advance(100);
  EXPECT_LE(deepest, 1);
  EXPECT_EQ(world.callsOf("restart").size(), 101u) << "at once, then every millisecond";
  EXPECT_EQ(world.timers.size(), 1u);
}

TEST_F(PendingRestartTest, AFailedStartIsNoStableRunHoweverShortThatMayBe) {
  Strategy strategy = backingOff();
  strategy.resetTimeout = 0;
  const ChildId b = world.addActor("b", supervisor, strategy);
  world.failingStarts["b"] = 2;
  world.crash(b);
  EXPECT_EQ(world.healthOf("b").retryAfter, 100);
  world.advance(100);
  EXPECT_EQ(world.healthOf("b").retryAfter, 200);
  world.advance(200);
  EXPECT_EQ(world.healthOf("b").retryAfter, 400);
  world.advance(400);
  EXPECT_EQ(world.stateOf("b"), ChildState::running);
  world.crash(b);
  EXPECT_EQ(world.healthOf("b").retryAfter, 100);
}

TEST_F(PendingRestartTest, AFailedStartNeverRestartsWithinTheSameCall) {
  world.addActor("b", supervisor, restartAtOnce(5));
  world.failingStarts["b"] = 1;
  world.crash("b");
  EXPECT_EQ(world.callsOf("restart").size(), 1u);
  EXPECT_EQ(world.stateOf("b"), ChildState::backingOff);
  EXPECT_EQ(world.timers.nextDeadline(), world.now);
  world.advance(0);
  EXPECT_EQ(world.stateOf("b"), ChildState::running);
}

TEST_F(PendingRestartTest, AFailedStartMayBeReportedLater) {
  world.addActor("b", supervisor, restartAtOnce(5));
  world.reportsLate = true;
  world.failingStarts["b"] = 1;
  world.crash("b");
  EXPECT_EQ(world.stateOf("b"), ChildState::backingOff);
  world.advance(0);
  EXPECT_EQ(world.stateOf("b"), ChildState::running);
}

TEST_F(PendingRestartTest, ADecisionForAChildThatIsUpAgainIsIgnored) {
  const FailureVerdict verdict = world.supervision.noteFailure(a, supervisor, world.now);
  ASSERT_EQ(verdict, FailureVerdict::decide);
  EXPECT_TRUE(world.supervision.restart(a, RestartMode::fresh, world.now));
  static_cast<void>(world.takeCalls());
  world.supervision.apply(a, world.supervision.defineStrategy(restartAtOnce()), supervisor,
                          world.now);
  EXPECT_TRUE(world.takeCalls().empty());
}

TEST_F(PendingRestartTest, ASecondDecisionForTheSameFailureIsIgnored) {
  world.crash(a);
  world.supervision.apply(a, world.supervision.defineStrategy(restartAtOnce()), supervisor,
                          world.now);
  EXPECT_EQ(world.stateOf("a"), ChildState::backingOff);
}

}  // namespace
}  // namespace statewarden
