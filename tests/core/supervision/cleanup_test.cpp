// Clean-ups that run before a restart or a stop.
#include <limits>

#include <gtest/gtest.h>

#include "supervision/world.hpp"

namespace statewarden {
namespace {

Strategy withCleanup(Strategy strategy, double timeout = 500) {
  strategy.hasCleanup = true;
  strategy.cleanupTimeout = timeout;
  return strategy;
}

class CleanupTest : public testing::Test {
 protected:
  World world;
  SupervisorId supervisor = world.addSupervisor();
  ChildId a = world.addActor("a", supervisor, withCleanup(restartAtOnce()));
};

TEST_F(CleanupTest, TheRestartWaitsForTheAnswer) {
  world.crash(a);
  EXPECT_EQ(world.stateOf("a"), ChildState::cleaningUp);
  EXPECT_TRUE(world.callsOf("restart").empty());
  world.supervision.cleanedUp(a, world.cleanupToken, true, world.now);
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
  EXPECT_EQ(world.timers.size(), 0u);
}

TEST_F(CleanupTest, TheBackoffFollowsTheCleanup) {
  Strategy strategy = withCleanup(restartAtOnce());
  strategy.backoff = {
      .type = BackoffType::linear, .initialDelay = 100, .maxDelay = 1000, .factor = 1, .jitter = 0};
  const ChildId b = world.addActor("b", supervisor, strategy);
  world.crash(b);
  world.advance(300);
  world.supervision.cleanedUp(b, world.cleanupToken, true, world.now);
  EXPECT_EQ(world.stateOf("b"), ChildState::backingOff);
  EXPECT_EQ(world.healthOf("b").retryAfter, 100);
  world.advance(100);
  EXPECT_EQ(world.stateOf("b"), ChildState::running);
}

TEST_F(CleanupTest, AFailingCleanupDoesNotPreventTheRestart) {
  world.crash(a);
  world.supervision.cleanedUp(a, world.cleanupToken, false, world.now);
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
}

TEST_F(CleanupTest, ACleanupThatTakesTooLongIsGivenUp) {
  world.crash(a);
  const std::uint32_t token = world.cleanupToken;
  world.advance(499);
  EXPECT_EQ(world.stateOf("a"), ChildState::cleaningUp);
  world.advance(1);
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
  EXPECT_EQ(world.countEvents(EventType::cleanupTimedOut), 1u);
  world.supervision.cleanedUp(a, token, true, world.now);
  EXPECT_EQ(world.callsOf("restart").size(), 1u) << "the late answer changes nothing";
}

TEST_F(CleanupTest, ACleanupWithoutTimeoutSetsNoTimer) {
  const ChildId b = world.addActor(
      "b", supervisor, withCleanup(restartAtOnce(), std::numeric_limits<double>::infinity()));
  world.crash(b);
  EXPECT_EQ(world.timers.size(), 0u);
  world.supervision.cleanedUp(b, world.cleanupToken, true, world.now);
  EXPECT_EQ(world.stateOf("b"), ChildState::running);
}

TEST_F(CleanupTest, AnAnswerToAnEarlierCleanupIsIgnored) {
  world.crash(a);
  const std::uint32_t old = world.cleanupToken;
  world.supervision.cleanedUp(a, old, true, world.now);
  world.crash(a);
  ASSERT_NE(world.cleanupToken, old);
  world.supervision.cleanedUp(a, old, true, world.now);
  EXPECT_EQ(world.stateOf("a"), ChildState::cleaningUp);
}

TEST_F(CleanupTest, AnAnswerWithinTheCallIsTaken) {
  world.onCall = [&](const std::string& call) {
    if (call == "cleanUp a") {
      world.supervision.cleanedUp(a, world.cleanupToken, true, world.now);
    }
  };
  world.crash(a);
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
  EXPECT_EQ(world.timers.size(), 0u);
}

TEST_F(CleanupTest, AStopDuringTheCleanupCancelsIt) {
  world.crash(a);
  const std::uint32_t token = world.cleanupToken;
  world.supervision.stop(a, world.now);
  EXPECT_EQ(world.timers.size(), 0u);
  world.supervision.cleanedUp(a, token, true, world.now);
  world.advance(1000);
  EXPECT_TRUE(world.callsOf("restart").empty());
  EXPECT_EQ(world.stateOf("a"), ChildState::stopped);
}

TEST_F(CleanupTest, StopCleansUpFirst) {
  const ChildId b = world.addActor("b", supervisor, withCleanup(directive(Directive::stop)));
  world.crash(b);
  EXPECT_EQ(world.stateOf("b"), ChildState::cleaningUp);
  world.supervision.cleanedUp(b, world.cleanupToken, true, world.now);
  EXPECT_EQ(world.stateOf("b"), ChildState::stopped);
  EXPECT_TRUE(world.callsOf("restart").empty());
}

TEST_F(CleanupTest, StopStillStopsWhenItsStrategyWasReleasedMeanwhile) {
  const StrategyIndex strategy =
      world.supervision.defineStrategy(withCleanup(directive(Directive::stop)));
  const ChildId b = world.addActor("b", supervisor, strategy);
  world.crash(b);
  world.supervision.releaseStrategy(strategy);
  world.supervision.cleanedUp(b, world.cleanupToken, true, world.now);
  EXPECT_EQ(world.stateOf("b"), ChildState::stopped);
}

TEST_F(CleanupTest, AStopByCallDuringTheCleanUpOfAStopDoesNotShutTheSupervisorDown) {
  SupervisorPolicy policy;
  policy.autoShutdown = AutoShutdown::anySignificant;
  const SupervisorId shutting = world.addSupervisor(policy);
  Strategy stopping;
  stopping.directive = Directive::stop;
  const ChildId significant = world.addActor("significant", shutting, withCleanup(stopping));
  world.supervision.setTraits(significant, {.isSignificant = true});
  world.addActor("other", shutting);
  world.crash("significant");
  ASSERT_EQ(world.stateOf("significant"), ChildState::cleaningUp);
  EXPECT_EQ(world.supervision.terminateChild(significant, world.now), ManagementVerdict::ok);
  EXPECT_EQ(world.stateOf("significant"), ChildState::stopped);
  EXPECT_EQ(world.stateOf("other"), ChildState::running);
}

}  // namespace
}  // namespace statewarden
