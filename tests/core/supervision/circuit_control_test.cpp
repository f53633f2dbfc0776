// Forced modes, isolation, other options and snapshots of circuits.
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "supervision/circuit_breaker.hpp"

namespace statewarden {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

CircuitOptions quick() {
  CircuitOptions options;
  options.failureThreshold = 2;
  options.resetTimeout = 100;
  options.maxResetTimeout = 1000;
  options.maxHalfOpenWait = 500;
  return options;
}

CircuitBreaker opened(const CircuitOptions& options) {
  CircuitBreaker breaker(options, 1);
  for (int i = 0; i < 2; ++i) breaker.recordFailure(0);
  return breaker;
}

struct ModeCase {
  CircuitCommand command;
  CircuitMode mode;
  bool isAllowed;
  double totals;
  std::uint32_t inWindow;
};

TEST(CircuitControlTest, AForcedModeHoldsWhateverTheResultsUntilReset) {
  for (const ModeCase& given : {
           ModeCase{CircuitCommand::forceOpen, CircuitMode::forcedOpen, false, 0, 0},
           ModeCase{CircuitCommand::forceClose, CircuitMode::forcedClosed, true, 5, 0},
           ModeCase{CircuitCommand::disable, CircuitMode::disabled, true, 0, 0},
           ModeCase{CircuitCommand::metricsOnly, CircuitMode::metricsOnly, true, 5, 2},
       }) {
    for (const bool wasOpen : {false, true}) {
      CircuitBreaker breaker = wasOpen ? opened(quick()) : CircuitBreaker(quick(), 1);
      const double before = breaker.metrics(0).failures;
      breaker.obey(given.command, 0);
      EXPECT_EQ(breaker.mode(), given.mode);
      for (int i = 0; i < 5; ++i) breaker.recordFailure(1);
      EXPECT_EQ(breaker.isAllowed(1), given.isAllowed);
      EXPECT_EQ(breaker.isAllowed(1e9), given.isAllowed);
      EXPECT_EQ(breaker.tryAcquire(1e9).isGranted, given.isAllowed);
      EXPECT_EQ(breaker.retryAfter(1e9), given.isAllowed ? 0 : kInfinity);
      EXPECT_EQ(breaker.metrics(1).failures - before, given.totals);
      EXPECT_EQ(breaker.metrics(1).windowFailures, given.inWindow);
      breaker.obey(CircuitCommand::reset, 1e9);
      EXPECT_EQ(breaker.mode(), CircuitMode::rule);
      EXPECT_EQ(breaker.state(1e9), CircuitState::closed);
      EXPECT_EQ(breaker.reason(1e9), CircuitReason::reset);
      breaker.recordFailure(1e9);
      EXPECT_EQ(breaker.state(1e9), CircuitState::closed) << "the history is empty";
      breaker.recordFailure(1e9);
      EXPECT_EQ(breaker.state(1e9), CircuitState::open) << "the rule decides again";
    }
  }
}

TEST(CircuitControlTest, ItIsIsolatedUntilTheLastHolderLetsGo) {
  CircuitBreaker breaker(quick(), 1);
  breaker.obey(CircuitCommand::isolate, 0);
  breaker.obey(CircuitCommand::isolate, 0);
  breaker.obey(CircuitCommand::endIsolation, 10);
  EXPECT_EQ(breaker.mode(), CircuitMode::isolated);
  EXPECT_EQ(breaker.state(1e9), CircuitState::open);
  breaker.obey(CircuitCommand::endIsolation, 1e9);
  EXPECT_EQ(breaker.mode(), CircuitMode::rule);
  EXPECT_EQ(breaker.state(1e9), CircuitState::closed);
  breaker.obey(CircuitCommand::endIsolation, 1e9);
  breaker.obey(CircuitCommand::isolate, 1e9);
  EXPECT_FALSE(breaker.isAllowed(1e9)) << "one too many is not owed";
  EXPECT_EQ(breaker.metrics(1e9).opened, 2);
}

TEST(CircuitControlTest, IsolationLiesAboveTheModeAndAboveReset) {
  CircuitBreaker breaker(quick(), 1);
  breaker.obey(CircuitCommand::isolate, 0);
  breaker.obey(CircuitCommand::forceClose, 0);
  EXPECT_EQ(breaker.state(0), CircuitState::open);
  breaker.obey(CircuitCommand::reset, 0);
  EXPECT_EQ(breaker.mode(), CircuitMode::isolated);
  breaker.obey(CircuitCommand::metricsOnly, 0);
  breaker.obey(CircuitCommand::endIsolation, 0);
  EXPECT_EQ(breaker.mode(), CircuitMode::metricsOnly);
  EXPECT_TRUE(breaker.isAllowed(0));
}

TEST(CircuitControlTest, IsolationWhileHalfOpenEndsInNewProbes) {
  CircuitBreaker breaker = opened(quick());
  const Permit lost = breaker.tryAcquire(100);
  ASSERT_TRUE(lost.isGranted);
  breaker.obey(CircuitCommand::isolate, 110);
  EXPECT_EQ(breaker.state(10'000), CircuitState::open);
  breaker.obey(CircuitCommand::endIsolation, 10'000);
  breaker.recordSuccess(10'000, lost.generation);
  EXPECT_EQ(breaker.state(10'000), CircuitState::halfOpen);
  EXPECT_TRUE(breaker.tryAcquire(10'000).isGranted);
}

TEST(CircuitControlTest, ForgettingKeepsWhatSomebodyHasForced) {
  CircuitBreaker breaker(quick(), 1);
  breaker.obey(CircuitCommand::forceOpen, 0);
  breaker.forget();
  EXPECT_EQ(breaker.mode(), CircuitMode::forcedOpen);
  breaker.obey(CircuitCommand::reset, 0);
  breaker.recordFailure(0);
  breaker.forget();
  breaker.recordFailure(0);
  EXPECT_EQ(breaker.state(0), CircuitState::closed);
}

TEST(CircuitControlTest, AResultThatIsNeitherGivesItsPermitBack) {
  CircuitBreaker breaker = opened(quick());
  const Permit permit = breaker.tryAcquire(100);
  EXPECT_FALSE(breaker.isAllowed(100));
  breaker.recordNeither(permit.generation);
  EXPECT_TRUE(breaker.isAllowed(100));
  EXPECT_EQ(breaker.state(100), CircuitState::halfOpen);
  EXPECT_EQ(breaker.metrics(100).ignored, 1);
}

TEST(CircuitControlTest, AnAnswerGivesTheOtherProbesTheirTimeAnew) {
  CircuitOptions options = quick();
  options.successThreshold = 2;
  CircuitBreaker breaker = opened(options);
  const Permit first = breaker.tryAcquire(100);
  ASSERT_TRUE(breaker.tryAcquire(500).isGranted);
  breaker.recordSuccess(550, first.generation);
  EXPECT_EQ(breaker.state(600), CircuitState::halfOpen) << "the second has had 100 ms only";
  EXPECT_EQ(breaker.state(1050), CircuitState::open);
}

TEST(CircuitControlTest, TheReasonTellsOfWhatTimeHasDone) {
  CircuitBreaker breaker = opened(quick());
  EXPECT_EQ(breaker.reason(0), CircuitReason::tripped);
  EXPECT_EQ(breaker.reason(100), CircuitReason::openTimeOver);
  static_cast<void>(breaker.tryAcquire(100));
  EXPECT_EQ(breaker.reason(600), CircuitReason::probeUnanswered);
  EXPECT_EQ(breaker.reason(800), CircuitReason::openTimeOver);
  breaker.recordFailure(800);
  EXPECT_EQ(breaker.reason(800), CircuitReason::probeFailed);
}

TEST(CircuitControlTest, AGenerationIsNeverMistakenForARefusal) {
  CircuitBreaker breaker(quick(), 1);
  CircuitSnapshot snapshot = breaker.snapshot(0);
  snapshot.generation = CircuitBreaker::kLastGeneration;
  breaker.restore(snapshot, 0);
  const Permit last = breaker.tryAcquire(0);
  EXPECT_GT(static_cast<std::int32_t>(last.generation), 0);
  breaker.recordFailure(0);
  breaker.recordFailure(0);
  EXPECT_EQ(breaker.generation(), 1u);
  breaker.recordSuccess(100, last.generation);
  EXPECT_EQ(breaker.lastState(), CircuitState::open) << "a result of before is ignored";
}

TEST(CircuitControlTest, OtherOptionsKeepWhatMeansTheSameUnderThem) {
  struct Case {
    CircuitRule before;
    CircuitRule after;
    bool isKept;
  };
  constexpr auto kTime = CircuitRule::timeWindow;
  constexpr auto kCount = CircuitRule::countWindow;
  constexpr auto kStreak = CircuitRule::consecutive;
  for (const Case& given :
       {Case{kTime, kTime, true}, Case{kCount, kCount, true}, Case{kStreak, kStreak, true},
        Case{kTime, kCount, false}, Case{kCount, kStreak, false}, Case{kStreak, kTime, false}}) {
    CircuitOptions options = quick();
    options.rule = given.before;
    options.windowSize = 10;
    CircuitBreaker breaker(options, 1);
    breaker.recordFailure(0);
    options.rule = given.after;
    options.windowSize = 5;
    breaker.changeOptions(options, 1);
    breaker.recordFailure(2);
    EXPECT_EQ(breaker.state(2) == CircuitState::open, given.isKept);
  }
}

TEST(CircuitControlTest, AnotherRuleWhileOpenChangesNeitherItsStateNorItsTime) {
  for (const CircuitRule rule : {CircuitRule::countWindow, CircuitRule::consecutive}) {
    CircuitBreaker breaker = opened(quick());
    CircuitOptions options = quick();
    options.rule = rule;
    breaker.changeOptions(options, 40);
    EXPECT_EQ(breaker.retryAfter(40), 60);
    const Permit probe = breaker.tryAcquire(100);
    breaker.recordSuccess(100, probe.generation);
    EXPECT_EQ(breaker.state(100), CircuitState::closed);
  }
}

TEST(CircuitControlTest, AShorterLongestOpenTimeHoldsAtOnce) {
  CircuitOptions options = quick();
  options.resetTimeout = options.maxResetTimeout = 1000;
  CircuitBreaker breaker = opened(options);
  options.resetTimeout = options.maxResetTimeout = 50;
  breaker.changeOptions(options, 10);
  EXPECT_EQ(breaker.retryAfter(10), 50);
}

TEST(CircuitControlTest, AnotherOpenTimeTakesEffectWhileClosed) {
  CircuitOptions options = quick();
  CircuitBreaker breaker(options, 1);
  options.resetTimeout = 400;
  breaker.changeOptions(options, 0);
  breaker.recordFailure(0);
  breaker.recordFailure(0);
  EXPECT_EQ(breaker.retryAfter(0), 400);
}

TEST(CircuitControlTest, FewerSuccessesToWaitForLeaveNothingStuckHalfOpen) {
  CircuitOptions options = quick();
  options.successThreshold = 3;
  CircuitBreaker breaker = opened(options);
  for (int i = 0; i < 2; ++i) {
    breaker.recordSuccess(100, breaker.tryAcquire(100).generation);
  }
  options.successThreshold = 1;
  breaker.changeOptions(options, 100);
  EXPECT_EQ(breaker.state(100), CircuitState::closed);
}

TEST(CircuitControlTest, B9EachRuleAndModeGoesOnUnderAnotherClock) {
  constexpr double kShift = -123'456;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    Random random(seed);
    const auto below = [&](std::uint32_t limit) {
      return static_cast<std::uint32_t>(random.next() % limit);
    };
    CircuitOptions options = quick();
    options.rule = static_cast<CircuitRule>(below(3));
    options.window = 200;
    options.windowSize = 40;
    options.successThreshold = 1 + below(2);
    options.jitter = 0.5;
    if (below(2) == 0) options.failureRate = 0.4;
    CircuitBreaker original(options, seed);
    double now = 0;
    const auto step = [&](CircuitBreaker& breaker, double at, std::uint32_t what) {
      if (what < 3) {
        breaker.recordFailure(at);
      } else if (what < 9) {
        breaker.recordSuccess(at);
      } else if (what < 12) {
        breaker.obey(static_cast<CircuitCommand>(what - 9), at);
      } else {
        breaker.obey(CircuitCommand::reset, at);
      }
    };
    for (int i = 0; i < 30; ++i) step(original, now += below(30), below(i < 28 ? 9 : 13));
    CircuitBreaker copy(options, 7);
    copy.restore(original.snapshot(now), now + kShift);
    for (int i = 0; i < 60; ++i) {
      const std::uint32_t what = below(9);
      now += below(30);
      step(original, now, what);
      step(copy, now + kShift, what);
      ASSERT_EQ(original.state(now), copy.state(now + kShift)) << seed << ' ' << i;
      ASSERT_EQ(original.mode(), copy.mode());
      if (original.mode() == CircuitMode::rule) {
        ASSERT_NEAR(original.retryAfter(now), copy.retryAfter(now + kShift), 1e-6);
      }
    }
  }
}

TEST(CircuitControlTest, ASnapshotOfNonsenseMakesAUsableCircuit) {
  for (const double wrong : {std::nan(""), -1e300, 1e300, kInfinity, -kInfinity}) {
    for (const CircuitRule rule : {CircuitRule::timeWindow, CircuitRule::countWindow}) {
      CircuitOptions options = quick();
      options.rule = rule;
      options.failureRate = 0.5;
      CircuitBreaker breaker(options, 1);
      CircuitSnapshot snapshot = breaker.snapshot(0);
      snapshot.state = CircuitState::open;
      snapshot.history.assign(rule == CircuitRule::countWindow ? 3 : 41, wrong);
      snapshot.openFor = snapshot.nextBase = snapshot.nextOpenTime = wrong;
      snapshot.permits = snapshot.successes = 0xFFFFFFFF;
      breaker.restore(snapshot, 0);
      const double wait = breaker.retryAfter(0);
      EXPECT_TRUE(wait >= 0 && wait <= 1000) << wait;
      breaker.recordSuccess(wait, breaker.tryAcquire(wait).generation);
      EXPECT_EQ(breaker.state(wait), CircuitState::closed);
    }
  }
}

}  // namespace
}  // namespace statewarden
