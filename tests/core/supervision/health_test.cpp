// Health: how it gets worse, and how it gets better again.
#include <gtest/gtest.h>

#include "supervision/world.hpp"

namespace statewarden {
namespace {

class HealthTest : public testing::Test {
 protected:
  [[nodiscard]] static SupervisorPolicy policy() {
    SupervisorPolicy policy;
    policy.healthyAfter = 1000;
    return policy;
  }
  [[nodiscard]] HealthStatus status() const { return world.healthOf("a").status; }

  World world;
  SupervisorId supervisor = world.addSupervisor(policy());
};

TEST_F(HealthTest, AChildThatNeverFailedIsHealthy) {
  world.addActor("a", supervisor);
  EXPECT_EQ(status(), HealthStatus::healthy);
  EXPECT_EQ(world.healthOf("a").restartsLeft, 10u);
}

TEST_F(HealthTest, X9AQuietPeriodLeadsBackToHealthy) {
  world.addActor("a", supervisor);
  world.crash("a");
  EXPECT_EQ(status(), HealthStatus::degraded);
  world.advance(999);
  EXPECT_EQ(status(), HealthStatus::degraded);
  world.advance(1);
  EXPECT_EQ(status(), HealthStatus::healthy);
}

TEST_F(HealthTest, X9TheLastGrantedRestartMakesItUnhealthyUntilItIsQuiet) {
  world.addActor("a", supervisor, restartAtOnce(2, 60'000));
  world.crash("a");
  EXPECT_EQ(status(), HealthStatus::degraded);
  world.crash("a");
  EXPECT_EQ(status(), HealthStatus::unhealthy);
  EXPECT_EQ(world.healthOf("a").restartsLeft, 0u);
  world.advance(1000);
  EXPECT_EQ(status(), HealthStatus::healthy);
}

TEST_F(HealthTest, X9UptimeIsThatOfThisIncarnation) {
  world.addActor("a", supervisor);
  world.advance(500);
  EXPECT_EQ(world.healthOf("a").uptime, 500);
  world.crash("a");
  EXPECT_EQ(world.healthOf("a").uptime, 0);
  world.advance(30);
  EXPECT_EQ(world.healthOf("a").uptime, 30);
}

TEST_F(HealthTest, ItIsUnhealthyWhileItIsDown) {
  Strategy strategy = restartAtOnce();
  strategy.backoff = {.type = BackoffType::linear,
                      .initialDelay = 5000,
                      .maxDelay = 5000,
                      .factor = 1,
                      .jitter = 0};
  world.addActor("a", supervisor, strategy);
  world.crash("a");
  EXPECT_EQ(status(), HealthStatus::unhealthy);
  EXPECT_EQ(world.healthOf("a").retryAfter, 5000);
  world.advance(4999);
  EXPECT_EQ(status(), HealthStatus::unhealthy) << "however long the failure is ago";
  EXPECT_EQ(world.healthOf("a").retryAfter, 1);
  EXPECT_EQ(world.healthOf("a").uptime, 0);
}

TEST_F(HealthTest, ItIsNotHealthyWhileTheCircuitIsOpen) {
  SupervisorPolicy policy = HealthTest::policy();
  policy.hasBreaker = true;
  policy.breaker.failureThreshold = 1;
  const SupervisorId gated = world.addSupervisor(policy);
  world.addActor("a", gated);
  world.addActor("b", gated);
  world.crash("b");
  EXPECT_EQ(status(), HealthStatus::degraded);
}

TEST_F(HealthTest, TheSmallerBudgetIsLeft) {
  SupervisorPolicy policy = HealthTest::policy();
  policy.maxRestarts = 3;
  const SupervisorId limited = world.addSupervisor(policy);
  world.addActor("a", limited);
  world.addActor("b", limited);
  world.crash("b");
  EXPECT_EQ(world.healthOf("a").restartsLeft, 2u);
}

TEST_F(HealthTest, AStoppedOrUnknownChildIsStopped) {
  const ChildId a = world.addActor("a", supervisor);
  world.supervision.stop(a, world.now);
  EXPECT_EQ(status(), HealthStatus::stopped);
  world.supervision.removeChild(a);
  EXPECT_EQ(status(), HealthStatus::stopped);
}

TEST_F(HealthTest, ItSaysWhyItIsNotHealthy) {
  const auto reasons = [this] { return world.healthOf("a").reasons; };
  const auto bits = [](auto... reason) { return (static_cast<std::uint32_t>(reason) | ... | 0u); };
  Strategy strategy = restartAtOnce(2, 60'000);
  strategy.backoff = {
      .type = BackoffType::linear, .initialDelay = 50, .maxDelay = 50, .factor = 1, .jitter = 0};
  const ChildId a = world.addActor("a", supervisor, strategy);
  EXPECT_EQ(reasons(), 0u);
  world.crash("a");
  EXPECT_EQ(reasons(), bits(HealthReason::backingOff));
  world.advance(50);
  EXPECT_EQ(reasons(), bits(HealthReason::recentFailure));
  world.crash("a");
  world.advance(50);
  EXPECT_EQ(reasons(), bits(HealthReason::recentFailure, HealthReason::limitReached));
  world.advance(1000);
  EXPECT_EQ(reasons(), 0u);
  world.supervision.stop(a, world.now);
  EXPECT_EQ(reasons(), bits(HealthReason::ended));
}

}  // namespace
}  // namespace statewarden
