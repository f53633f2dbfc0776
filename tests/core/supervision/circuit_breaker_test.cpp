#include "supervision/circuit_breaker.hpp"

#include <gtest/gtest.h>

namespace statewarden {
namespace {

CircuitOptions optionsOf(std::uint32_t failures, std::uint32_t successes = 1) {
  CircuitOptions options;
  options.failureThreshold = failures;
  options.window = 1000;
  options.resetTimeout = 100;
  options.maxResetTimeout = 1000;
  options.factor = 2;
  options.successThreshold = successes;
  options.maxHalfOpenWait = 500;
  return options;
}

CircuitBreaker opened(const CircuitOptions& options, double at) {
  CircuitBreaker breaker(options, 1);
  for (std::uint32_t i = 0; i < options.failureThreshold; ++i) breaker.recordFailure(at);
  return breaker;
}

TEST(CircuitBreakerTest, B1OneFailureThatLeftTheWindowKeepsItClosed) {
  CircuitBreaker breaker(optionsOf(3), 1);
  breaker.recordFailure(0);
  breaker.recordFailure(500);
  breaker.recordFailure(1000);
  EXPECT_EQ(breaker.state(1000), CircuitState::closed);
  breaker.recordFailure(1001);
  EXPECT_EQ(breaker.state(1001), CircuitState::open);
}

TEST(CircuitBreakerTest, B2AskingChangesNothingAndOnlyAcquireTakesAPermit) {
  CircuitBreaker breaker = opened(optionsOf(1), 0);
  const std::uint32_t generation = breaker.generation();
  EXPECT_FALSE(breaker.isAllowed(99));
  EXPECT_EQ(breaker.retryAfter(99), 1);
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(breaker.isAllowed(100));
  EXPECT_EQ(breaker.state(100), CircuitState::halfOpen);
  EXPECT_EQ(breaker.lastState(), CircuitState::open);
  EXPECT_EQ(breaker.generation(), generation);
  EXPECT_FALSE(breaker.isAllowed(99));
  EXPECT_TRUE(breaker.tryAcquire(100).isGranted);
  EXPECT_FALSE(breaker.isAllowed(100));
}

TEST(CircuitBreakerTest, B3HalfOpenGivesAsManyPermitsAsSuccessesAreNeeded) {
  CircuitBreaker breaker = opened(optionsOf(1, 3), 0);
  int granted = 0;
  for (int i = 0; i < 8; ++i) granted += breaker.tryAcquire(100).isGranted ? 1 : 0;
  EXPECT_EQ(granted, 3);
}

TEST(CircuitBreakerTest, B4AFailedProbeOpensItForLongerUpToTheCap) {
  CircuitBreaker breaker = opened(optionsOf(1), 0);
  double now = 0;
  for (const double openTime : {100.0, 200.0, 400.0, 800.0, 1000.0, 1000.0}) {
    EXPECT_EQ(breaker.retryAfter(now), openTime);
    now += openTime;
    const Permit permit = breaker.tryAcquire(now);
    ASSERT_TRUE(permit.isGranted);
    breaker.recordFailure(now, permit.generation);
    EXPECT_EQ(breaker.state(now), CircuitState::open);
  }
}

TEST(CircuitBreakerTest, B4JitterStaysWithinTheCap) {
  CircuitOptions options = optionsOf(1);
  options.jitter = 0.5;
  CircuitBreaker breaker(options, 77);
  double now = 0;
  breaker.recordFailure(now);
  for (int i = 0; i < 200; ++i) {
    const double wait = breaker.retryAfter(now);
    ASSERT_LE(wait, 1000);
    ASSERT_GE(wait, 50);
    now += wait;
    breaker.recordFailure(now, breaker.tryAcquire(now).generation);
  }
}

TEST(CircuitBreakerTest, B5SuccessfulProbesCloseItWithAnEmptyHistory) {
  CircuitBreaker breaker = opened(optionsOf(2, 2), 0);
  const Permit one = breaker.tryAcquire(100);
  const Permit other = breaker.tryAcquire(100);
  breaker.recordSuccess(110, one.generation);
  EXPECT_EQ(breaker.state(110), CircuitState::halfOpen);
  breaker.recordSuccess(120, other.generation);
  EXPECT_EQ(breaker.state(120), CircuitState::closed);
  breaker.recordFailure(130);
  EXPECT_EQ(breaker.state(130), CircuitState::closed);
  breaker.recordFailure(131);
  EXPECT_EQ(breaker.retryAfter(131), 100) << "the open time starts anew after a clean close";
}

TEST(CircuitBreakerTest, B6ResultsOfAnEarlierGenerationAreIgnored) {
  CircuitBreaker breaker(optionsOf(1), 1);
  const Permit early = breaker.tryAcquire(0);
  breaker.recordFailure(0);
  breaker.recordSuccess(100, early.generation);
  EXPECT_EQ(breaker.state(100), CircuitState::halfOpen);
  const Permit probe = breaker.tryAcquire(100);
  breaker.recordFailure(101, early.generation);
  breaker.recordSuccess(101, early.generation);
  EXPECT_EQ(breaker.state(101), CircuitState::halfOpen);
  breaker.recordSuccess(102, probe.generation);
  EXPECT_EQ(breaker.state(102), CircuitState::closed);
  breaker.recordFailure(103, early.generation);
  EXPECT_EQ(breaker.state(103), CircuitState::closed);
}

TEST(CircuitBreakerTest, B7APermitThatIsNeverAnsweredIsGivenUp) {
  CircuitBreaker breaker = opened(optionsOf(1), 0);
  const Permit lost = breaker.tryAcquire(100);
  ASSERT_TRUE(lost.isGranted);
  EXPECT_EQ(breaker.state(599), CircuitState::halfOpen);
  EXPECT_EQ(breaker.retryAfter(400), 200);
  EXPECT_EQ(breaker.state(600), CircuitState::open);
  EXPECT_EQ(breaker.retryAfter(600), 200) << "open again, for twice as long";
  EXPECT_FALSE(breaker.tryAcquire(700).isGranted);
  breaker.recordSuccess(701, lost.generation);
  EXPECT_EQ(breaker.state(701), CircuitState::open);
  EXPECT_TRUE(breaker.tryAcquire(800).isGranted);
}

TEST(CircuitBreakerTest, B8AFrozenPageNeitherTripsItNorLosesItsProbe) {
  constexpr double kHour = 3'600'000;
  CircuitBreaker closed(optionsOf(2), 1);
  closed.recordFailure(0);
  EXPECT_EQ(closed.state(kHour), CircuitState::closed);

  CircuitBreaker open = opened(optionsOf(1), 0);
  EXPECT_EQ(open.state(kHour), CircuitState::halfOpen);

  CircuitBreaker probed = opened(optionsOf(1), 0);
  const Permit probe = probed.tryAcquire(100);
  probed.recordSuccess(kHour, probe.generation);
  EXPECT_EQ(probed.state(kHour), CircuitState::closed);
}

TEST(CircuitBreakerTest, B9AnImportedSnapshotDecidesAlikeUnderAnotherClock) {
  CircuitOptions options = optionsOf(3, 2);
  options.jitter = 0.4;
  for (int steps = 0; steps < 8; ++steps) {
    CircuitBreaker original(options, 5);
    double now = 0;
    for (int i = 0; i < 3 && i < steps; ++i) original.recordFailure(now += 10);
    if (steps > 3) now += original.retryAfter(now);
    std::uint32_t generation = 0;
    for (int i = 4; i < steps; ++i) generation = original.tryAcquire(now += 1).generation;

    CircuitBreaker copy(options, 99);
    constexpr double kShift = 1'000'000;
    copy.restore(original.snapshot(now), now + kShift);
    for (int i = 0; i < 60; ++i) {
      now += 37;
      if (i % 9 == 0) {
        original.recordFailure(now);
        copy.recordFailure(now + kShift);
      }
      if (i == 5) {
        original.recordSuccess(now, generation);
        copy.recordSuccess(now + kShift, generation);
      }
      ASSERT_EQ(original.state(now), copy.state(now + kShift)) << steps << ' ' << i;
      ASSERT_EQ(original.isAllowed(now), copy.isAllowed(now + kShift));
      ASSERT_NEAR(original.retryAfter(now), copy.retryAfter(now + kShift), 1e-6);
      ASSERT_EQ(original.tryAcquire(now).isGranted, copy.tryAcquire(now + kShift).isGranted);
    }
  }
}

TEST(CircuitBreakerTest, B10AfterIdlingLongerThanTheWindowTheNextFailureCountsOne) {
  CircuitBreaker breaker(optionsOf(2), 1);
  breaker.recordFailure(0);
  breaker.recordFailure(100'000);
  EXPECT_EQ(breaker.state(100'000), CircuitState::closed);
}

TEST(CircuitBreakerTest, APermitGivenBackMayBeTakenAgain) {
  CircuitBreaker breaker = opened(optionsOf(1), 0);
  const Permit permit = breaker.tryAcquire(100);
  EXPECT_FALSE(breaker.tryAcquire(101).isGranted);
  breaker.release(permit.generation);
  EXPECT_TRUE(breaker.isAllowed(102));
  EXPECT_EQ(breaker.state(10'000), CircuitState::halfOpen) << "nobody is waited for";
  EXPECT_TRUE(breaker.tryAcquire(102).isGranted);
}

TEST(CircuitBreakerTest, ResetClosesItAndForgetsItsFailures) {
  CircuitBreaker breaker = opened(optionsOf(2), 0);
  breaker.reset();
  EXPECT_EQ(breaker.state(0), CircuitState::closed);
  breaker.recordFailure(1);
  breaker.reset();
  breaker.recordFailure(2);
  EXPECT_EQ(breaker.state(2), CircuitState::closed);
}

TEST(CircuitBreakerTest, FailuresWhileOpenDoNotProlongIt) {
  CircuitBreaker breaker = opened(optionsOf(1), 0);
  breaker.recordFailure(50);
  breaker.recordSuccess(60);
  EXPECT_EQ(breaker.state(60), CircuitState::open);
  EXPECT_EQ(breaker.retryAfter(60), 40);
}

TEST(CircuitBreakerTest, UnusableOptionsBecomeTheNearestUsableOnes) {
  CircuitOptions options;
  options.failureThreshold = 0;
  options.successThreshold = 0;
  options.resetTimeout = -5;
  options.factor = 0;
  options.maxHalfOpenWait = -1;
  CircuitBreaker breaker(options, 1);
  EXPECT_TRUE(breaker.isAllowed(0));
  breaker.recordFailure(0);
  EXPECT_EQ(breaker.state(0), CircuitState::halfOpen);
  EXPECT_TRUE(breaker.tryAcquire(0).isGranted);
}

}  // namespace
}  // namespace statewarden
