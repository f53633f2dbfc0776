#include "supervision/backoff.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace statewarden {
namespace {

Backoff backoffOf(BackoffType type) {
  return {.type = type, .initialDelay = 100, .maxDelay = 1000, .factor = 2, .jitter = 0};
}

double delay(const Backoff& backoff, std::uint32_t attempts) {
  Random random(1);
  return backoffDelay(backoff, attempts, random);
}

TEST(BackoffTest, NoneNeverWaits) {
  EXPECT_EQ(delay(backoffOf(BackoffType::none), 0), 0);
  EXPECT_EQ(delay(backoffOf(BackoffType::none), 1000), 0);
}

TEST(BackoffTest, LinearGrowsByTheInitialDelayUpToTheCap) {
  const Backoff backoff = backoffOf(BackoffType::linear);
  EXPECT_EQ(delay(backoff, 0), 100);
  EXPECT_EQ(delay(backoff, 1), 200);
  EXPECT_EQ(delay(backoff, 2), 300);
  EXPECT_EQ(delay(backoff, 50), 1000);
}

TEST(BackoffTest, ExponentialGrowsByTheFactorUpToTheCap) {
  const Backoff backoff = backoffOf(BackoffType::exponential);
  EXPECT_EQ(delay(backoff, 0), 100);
  EXPECT_EQ(delay(backoff, 1), 200);
  EXPECT_EQ(delay(backoff, 3), 800);
  EXPECT_EQ(delay(backoff, 4), 1000);
}

TEST(BackoffTest, RandomWaitsBetweenTheInitialDelayAndTheNextStep) {
  const Backoff backoff = backoffOf(BackoffType::random);
  Random random(5);
  for (int i = 0; i < 1000; ++i) {
    const double first = backoffDelay(backoff, 0, random);
    ASSERT_GE(first, 100);
    ASSERT_LE(first, 200);
    const double late = backoffDelay(backoff, 30, random);
    ASSERT_GE(late, 100);
    ASSERT_LE(late, 1000);
  }
}

TEST(BackoffTest, A5TheCapHoldsAfterJitter) {
  Backoff backoff = backoffOf(BackoffType::exponential);
  backoff.jitter = 0.5;
  Random random(9);
  for (std::uint32_t i = 0; i < 1000; ++i) {
    const double wait = backoffDelay(backoff, i % 20, random);
    ASSERT_LE(wait, 1000);
    ASSERT_GE(wait, 50);
  }
}

TEST(BackoffTest, JitterSpreadsWaitsAtTheCapToo) {
  Backoff backoff = backoffOf(BackoffType::exponential);
  backoff.jitter = 1;
  Random random(9);
  const double one = backoffDelay(backoff, 20, random);
  const double other = backoffDelay(backoff, 20, random);
  EXPECT_NE(one, other);
}

TEST(BackoffTest, A5AMillionRestartsInARowDoNotOverflow) {
  for (const BackoffType type :
       {BackoffType::linear, BackoffType::exponential, BackoffType::random}) {
    for (const std::uint32_t attempts : {1'000'000u, kUnlimited}) {
      const double wait = delay(backoffOf(type), attempts);
      EXPECT_TRUE(std::isfinite(wait));
      EXPECT_LE(wait, 1000);
    }
  }
}

TEST(BackoffTest, NoInitialDelayMeansNoWaitHoweverManyRestarts) {
  Backoff backoff = backoffOf(BackoffType::exponential);
  backoff.initialDelay = 0;
  EXPECT_EQ(delay(backoff, 0), 0);
  EXPECT_EQ(delay(backoff, 1'000'000), 0);
}

TEST(BackoffTest, TheSameSeedGivesTheSameWaits) {
  const Backoff backoff = backoffOf(BackoffType::random);
  Random one(42);
  Random other(42);
  for (std::uint32_t i = 0; i < 100; ++i) {
    ASSERT_EQ(backoffDelay(backoff, i, one), backoffDelay(backoff, i, other));
  }
}

TEST(StrategyTest, NumbersOutOfRangeAreBroughtIntoIt) {
  constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  Strategy strategy;
  strategy.backoff = {.type = BackoffType::exponential,
                      .initialDelay = kNan,
                      .maxDelay = kInfinity,
                      .factor = -3,
                      .jitter = 7};
  strategy.window = -1;
  strategy.resetTimeout = kNan;
  strategy.cleanupTimeout = kInfinity;
  const Strategy usable = normalized(strategy);
  EXPECT_EQ(usable.backoff.initialDelay, 0);
  EXPECT_TRUE(std::isfinite(usable.backoff.maxDelay));
  EXPECT_EQ(usable.backoff.factor, 1);
  EXPECT_EQ(usable.backoff.jitter, 1);
  EXPECT_EQ(usable.window, 0);
  EXPECT_EQ(usable.resetTimeout, 0);
  EXPECT_EQ(usable.cleanupTimeout, kInfinity);
}

}  // namespace
}  // namespace statewarden
