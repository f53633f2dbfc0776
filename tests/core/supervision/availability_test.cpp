// How long a child was up, how long it was down, and how often.
#include "supervision/availability.hpp"

#include <gtest/gtest.h>

#include "supervision/world.hpp"

namespace statewarden {
namespace {

class AvailabilityTest : public testing::Test {
 protected:
  [[nodiscard]] ChildHealth health(const std::string& name = "a") const {
    return world.healthOf(name);
  }
  [[nodiscard]] static Strategy restartAfter(double delay) {
    Strategy strategy = restartAtOnce();
    strategy.backoff = {.type = BackoffType::linear,
                        .initialDelay = delay,
                        .maxDelay = delay,
                        .factor = 1,
                        .jitter = 0};
    return strategy;
  }

  World world;
  SupervisorId supervisor = world.addSupervisor();
};

TEST_F(AvailabilityTest, AChildThatNeverFailedWasUpSinceItsStart) {
  world.addActor("a", supervisor);
  world.advance(500);
  EXPECT_EQ(health().totalUptime, 500);
  EXPECT_EQ(health().totalDowntime, 0);
  EXPECT_EQ(health().crashes, 0u);
}

TEST_F(AvailabilityTest, DowntimeIsFromTheCrashToTheNextIncarnation) {
  world.addActor("a", supervisor, restartAfter(40));
  world.advance(100);
  world.crash("a");
  world.advance(10);
  EXPECT_EQ(health().totalUptime, 100);
  EXPECT_EQ(health().totalDowntime, 10) << "the repair that is pending counts as it goes";
  EXPECT_EQ(health().repairs, 0u);
  world.advance(60);
  EXPECT_EQ(health().totalUptime, 130);
  EXPECT_EQ(health().totalDowntime, 40);
  EXPECT_EQ(health().crashes, 1u);
  EXPECT_EQ(health().repairs, 1u);
  EXPECT_EQ(health().repairTime, 40);
  EXPECT_EQ(health().lastDowntime, 40);
  EXPECT_EQ(health().uptime, 30) << "that of this incarnation";
}

TEST_F(AvailabilityTest, FailedStartsProlongOneDowntime) {
  world.addActor("a", supervisor, restartAfter(40));
  world.failingStarts["a"] = 2;
  world.crash("a");
  world.advance(130);
  EXPECT_EQ(health().crashes, 1u);
  EXPECT_EQ(health().repairs, 1u);
  EXPECT_EQ(health().lastDowntime, 120);
  EXPECT_EQ(health().errorCount, 3u);
}

TEST_F(AvailabilityTest, AResumedFailureIsACrashThatIsRepairedAtOnce) {
  Strategy strategy;
  strategy.directive = Directive::resume;
  strategy.limit = 3;
  world.addActor("a", supervisor, strategy);
  world.advance(20);
  world.crash("a");
  world.advance(20);
  EXPECT_EQ(health().totalUptime, 40);
  EXPECT_EQ(health().uptime, 40);
  EXPECT_EQ(health().crashes, 1u);
  EXPECT_EQ(health().repairs, 1u);
  EXPECT_EQ(health().totalDowntime, 0);
}

TEST_F(AvailabilityTest, SiblingsInAGroupRestartAreDownButDidNotCrash) {
  SupervisorPolicy policy;
  policy.scope = RestartScope::oneForAll;
  const SupervisorId group = world.addSupervisor(policy);
  world.addActor("a", group, restartAfter(40));
  world.addActor("b", group, restartAfter(40));
  world.failingStarts["b"] = 1;
  world.advance(100);
  world.crash("a");
  world.advance(200);
  EXPECT_EQ(health("a").crashes, 1u);
  EXPECT_EQ(health("b").crashes, 0u);
  EXPECT_GT(health("b").totalDowntime, 0);
  EXPECT_EQ(health("b").repairs, 0u);
  EXPECT_EQ(health("b").totalUptime + health("b").totalDowntime, 300);
  EXPECT_EQ(health("a").totalUptime + health("a").totalDowntime, 300);
}

TEST_F(AvailabilityTest, AStopEndsTheLifeAndTheNextOneCountsAnew) {
  const ChildId a = world.addActor("a", supervisor, restartAfter(40));
  world.advance(100);
  world.crash("a");
  world.advance(10);
  world.supervision.stop(a, world.now);
  world.advance(1000);
  EXPECT_EQ(health().totalUptime, 100);
  EXPECT_EQ(health().totalDowntime, 10) << "to be stopped is not to be down";
  ASSERT_TRUE(world.supervision.restart(a, RestartMode::fresh, world.now));
  world.advance(5);
  EXPECT_EQ(health().totalUptime, 5);
  EXPECT_EQ(health().totalDowntime, 0);
  EXPECT_EQ(health().crashes, 0u);
}

TEST_F(AvailabilityTest, ARestartByCallIsNoCrash) {
  const ChildId a = world.addActor("a", supervisor);
  world.advance(100);
  ASSERT_TRUE(world.supervision.restart(a, RestartMode::fresh, world.now));
  world.advance(50);
  EXPECT_EQ(health().totalUptime, 150);
  EXPECT_EQ(health().uptime, 50);
  EXPECT_EQ(health().crashes, 0u);
  EXPECT_EQ(health().repairs, 0u);
}

TEST_F(AvailabilityTest, ASupervisorThatIsRestartedWasDown) {
  SupervisorPolicy policy;
  policy.defaultStrategy = world.supervision.defineStrategy(restartAfter(40));
  const SupervisorId outer = world.addSupervisor(policy);
  const SupervisorId inner = world.addSupervisor(policy, outer);
  Strategy escalation;
  escalation.directive = Directive::escalate;
  escalation.failsSupervisor = true;
  world.addActor("a", inner, escalation);
  world.advance(100);
  world.crash("a");
  world.advance(100);
  const ChildHealth member = world.supervision.health(world.supervision.memberOf(inner), world.now);
  EXPECT_EQ(member.totalUptime, 160);
  EXPECT_EQ(member.totalDowntime, 40);
  EXPECT_EQ(member.lastDowntime, 40);
}

}  // namespace
}  // namespace statewarden
