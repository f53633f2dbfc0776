// Which results open a circuit, held against a model that keeps a plain list of them.
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "supervision/circuit_breaker.hpp"

namespace statewarden {
namespace {

CircuitOptions countWindow(std::uint32_t size, std::uint32_t failures) {
  CircuitOptions options;
  options.rule = CircuitRule::countWindow;
  options.windowSize = size;
  options.failureThreshold = failures;
  return options;
}

CircuitOptions share(CircuitRule rule, double rate, std::uint32_t throughput) {
  CircuitOptions options;
  options.rule = rule;
  options.failureThreshold = kNoFailureThreshold;
  options.failureRate = rate;
  options.minimumThroughput = throughput;
  options.window = 1000;
  options.windowSize = 10;
  return options;
}

void record(CircuitBreaker& breaker, const std::string& results, double now = 0) {
  for (const char result : results) {
    if (result == 'F') {
      breaker.recordFailure(now);
    } else {
      breaker.recordSuccess(now);
    }
  }
}

/// Keeps every result, and decides by looking at all of them.
class Model {
 public:
  explicit Model(const CircuitOptions& options) : options_(options) {}

  [[nodiscard]] bool opensAfter(bool isFailure, double now) {
    if (options_.rule == CircuitRule::timeWindow && options_.failureRate >= 0) anchor(now);
    results_.push_back({now, isFailure});
    return isFailure && isTripped(now);
  }

 private:
  struct Result {
    double time;
    bool isFailure;
  };

  [[nodiscard]] double slice(double time) const {
    return std::floor((time - anchor_) / (options_.window / SlicedWindow::kSlices));
  }
  /// Slices begin with the first result after a silence as long as the window.
  void anchor(double now) {
    if (results_.empty() || slice(now) - slice(results_.back().time) >= SlicedWindow::kSlices) {
      results_.clear();
      anchor_ = now;
    }
  }
  [[nodiscard]] bool isInside(std::size_t i, double now) const {
    if (options_.rule == CircuitRule::countWindow) {
      return results_.size() - i <= options_.windowSize;
    }
    if (options_.failureRate < 0) return now - results_[i].time < options_.window;
    return slice(now) - slice(results_[i].time) < SlicedWindow::kSlices;
  }
  [[nodiscard]] bool isTripped(double now) const {
    std::uint32_t results = 0;
    std::uint32_t failures = 0;
    for (std::size_t i = 0; i < results_.size(); ++i) {
      if (options_.rule == CircuitRule::consecutive) {
        failures = results_[i].isFailure ? failures + 1 : 0;
      } else if (isInside(i, now)) {
        ++results;
        failures += results_[i].isFailure ? 1 : 0;
      }
    }
    if (failures >= options_.failureThreshold)
      return results >= options_.minimumThroughput || options_.failureRate < 0;
    return options_.failureRate >= 0 && results >= options_.minimumThroughput &&
           static_cast<double>(failures) / results >= options_.failureRate;
  }

  CircuitOptions options_;
  std::vector<Result> results_;
  double anchor_ = 0;
};

CircuitOptions randomOptions(Random& random) {
  const auto below = [&](std::uint32_t limit) {
    return static_cast<std::uint32_t>(random.next() % limit);
  };
  CircuitOptions options;
  options.rule = static_cast<CircuitRule>(below(3));
  options.window = 200;
  options.windowSize = 1 + below(40);
  options.failureThreshold = 1 + below(8);
  if (options.rule != CircuitRule::consecutive && below(2) == 0) {
    options.failureRate = below(11) / 10.0;
    options.minimumThroughput = 1 + below(12);
    if (below(2) == 0) options.failureThreshold = kNoFailureThreshold;
  }
  return options;
}

TEST(CircuitRulesTest, EachRuleOpensWhenAModelOfPlainListsDoes) {
  std::uint32_t opened = 0;
  for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
    Random random(seed);
    const CircuitOptions options = randomOptions(random);
    CircuitBreaker breaker(options, seed);
    Model model(options);
    double now = static_cast<double>(random.next() % 1000);
    for (int step = 0; step < 120; ++step) {
      // Whole times, and slices of whole length, so that both sides round alike.
      const bool isPause = random.next() % 40 == 0;
      now += static_cast<double>(random.next() % (isPause ? 500 : 12));
      const bool isFailure = random.next() % 4 == 0;
      const bool opens = model.opensAfter(isFailure, now);
      record(breaker, isFailure ? "F" : "S", now);
      ASSERT_EQ(breaker.state(now) == CircuitState::open, opens) << "seed " << seed << ' ' << step;
      if (opens) break;
      if (step == 119) --opened;
    }
    ++opened;
  }
  EXPECT_GT(opened, 1000u) << "most of them must have come to something";
}

TEST(CircuitRulesTest, ACountWindowForgetsTheOldestResultAndNoOther) {
  CircuitBreaker breaker(countWindow(5, 3), 1);
  record(breaker, "FFSSSFF", 1e9);
  EXPECT_EQ(breaker.state(1e9), CircuitState::closed) << "the first two are gone";
  record(breaker, "F");
  EXPECT_EQ(breaker.state(0), CircuitState::open);
}

TEST(CircuitRulesTest, ASuccessEndsAStreakOfFailures) {
  CircuitOptions options;
  options.rule = CircuitRule::consecutive;
  options.failureThreshold = 3;
  CircuitBreaker breaker(options, 1);
  record(breaker, "FFSFFSFF");
  EXPECT_EQ(breaker.state(0), CircuitState::closed);
  record(breaker, "F");
  EXPECT_EQ(breaker.state(0), CircuitState::open);
}

TEST(CircuitRulesTest, AShareCountsOnlyOnceThereAreEnoughResults) {
  for (const CircuitRule rule : {CircuitRule::timeWindow, CircuitRule::countWindow}) {
    CircuitBreaker breaker(share(rule, 0.5, 6), 1);
    record(breaker, "FFFFF");
    EXPECT_EQ(breaker.state(0), CircuitState::closed);
    EXPECT_EQ(breaker.metrics(0).failureRate, 1);
    record(breaker, "S");
    EXPECT_EQ(breaker.state(0), CircuitState::closed) << "only a failure opens it";
    record(breaker, "F");
    EXPECT_EQ(breaker.state(0), CircuitState::open);
  }
}

TEST(CircuitRulesTest, AShareIsReachedExactly) {
  // 0.14 * 50 is more than 7 in floating point.
  CircuitOptions options = share(CircuitRule::countWindow, 0.14, 50);
  options.windowSize = 50;
  CircuitBreaker breaker(options, 1);
  record(breaker, std::string(43, 'S') + std::string(6, 'F'));
  EXPECT_EQ(breaker.state(0), CircuitState::closed);
  record(breaker, "F");
  EXPECT_EQ(breaker.state(0), CircuitState::open);
}

TEST(CircuitRulesTest, WhicheverOfShareAndNumberComesFirstOpensIt) {
  CircuitOptions options = share(CircuitRule::countWindow, 0.9, 5);
  options.failureThreshold = 4;
  CircuitBreaker byNumber(options, 1);
  record(byNumber, "SSSSSSFFFF");
  EXPECT_EQ(byNumber.state(0), CircuitState::open);
  options.failureThreshold = 10;
  CircuitBreaker byShare(options, 1);
  record(byShare, "FFFFF");
  EXPECT_EQ(byShare.state(0), CircuitState::open);
}

TEST(CircuitRulesTest, B10AfterIdlingForHoursAllSlicesAreGoneAtOnce) {
  CircuitBreaker breaker(share(CircuitRule::timeWindow, 0.5, 10), 1);
  record(breaker, std::string(9, 'F'), 0);
  constexpr double kLater = 3'600'000;
  EXPECT_EQ(breaker.metrics(kLater).windowResults, 0u);
  record(breaker, "F", kLater);
  EXPECT_EQ(breaker.state(kLater), CircuitState::closed);
  EXPECT_EQ(breaker.metrics(kLater).windowResults, 1u);
}

TEST(CircuitRulesTest, B1ASlicedResultLeavesBetween95And100PercentOfTheWindow) {
  for (const double offset : {0.0, 7.0, 49.0}) {
    CircuitBreaker breaker(share(CircuitRule::timeWindow, 1, 1000), 1);
    record(breaker, "S", 0);
    record(breaker, "F", offset);
    EXPECT_EQ(breaker.metrics(offset + 949.9 - offset).windowFailures, 1u);
    EXPECT_EQ(breaker.metrics(offset + 1000).windowFailures, 0u);
  }
}

TEST(CircuitRulesTest, ALargeNumberOfFailuresInATimeWindowTakesNoMoreMemory) {
  CircuitOptions options;
  options.failureThreshold = 100'000;
  options.window = std::numeric_limits<double>::infinity();
  CircuitBreaker breaker(options, 1);
  for (int i = 0; i < 99'999; ++i) breaker.recordFailure(i);
  EXPECT_EQ(breaker.state(99'999), CircuitState::closed);
  EXPECT_EQ(breaker.snapshot(99'999).history.size(), 1u + 2u * SlicedWindow::kSlices);
  breaker.recordFailure(99'999);
  EXPECT_EQ(breaker.state(99'999), CircuitState::open);
}

TEST(CircuitRulesTest, TheLargestCountWindowTakesMemoryOnlyAsResultsComeIn) {
  CircuitOptions options = countWindow(0xFFFFFFFF, kNoFailureThreshold);
  CircuitBreaker breaker(options, 1);
  record(breaker, "F");
  EXPECT_EQ(breaker.snapshot(0).history.size(), 2u);
  for (int i = 0; i < 1'100'000; ++i) breaker.recordSuccess(0);
  EXPECT_EQ(breaker.metrics(0).windowResults, CircuitOptions::kLargestWindow);
  EXPECT_EQ(breaker.metrics(0).windowFailures, 0u);
}

TEST(CircuitRulesTest, WithoutAnyLimitItNeverOpens) {
  CircuitOptions options;
  options.failureThreshold = kNoFailureThreshold;
  for (const CircuitRule rule :
       {CircuitRule::timeWindow, CircuitRule::countWindow, CircuitRule::consecutive}) {
    options.rule = rule;
    CircuitBreaker breaker(options, 1);
    record(breaker, std::string(2000, 'F'));
    EXPECT_EQ(breaker.state(0), CircuitState::closed);
  }
}

TEST(CircuitRulesTest, B8TimeThatGoesBackStandsStill) {
  for (const double rate : {-1.0, 0.5}) {
    CircuitOptions options = share(CircuitRule::timeWindow, rate, 3);
    options.failureThreshold = 3;
    options.resetTimeout = 100;
    CircuitBreaker breaker(options, 1);
    constexpr double kHour = 3'600'000;
    record(breaker, "F", kHour);
    record(breaker, "F", kHour + 10);
    record(breaker, "F", 10);
    EXPECT_EQ(breaker.state(10), CircuitState::open);
    EXPECT_EQ(breaker.retryAfter(10), 100) << "not an hour longer";
    EXPECT_EQ(breaker.state(110), CircuitState::halfOpen);
    EXPECT_TRUE(breaker.tryAcquire(110).isGranted);
  }
}

TEST(CircuitRulesTest, TimesThatAreNoNumbersStandStill) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  for (const double wrong : {std::nan(""), kInfinity, -kInfinity}) {
    CircuitOptions options = share(CircuitRule::timeWindow, 1, 2);
    options.resetTimeout = 100;
    CircuitBreaker breaker(options, 1);
    record(breaker, "F", 1000);
    record(breaker, "F", wrong);
    EXPECT_EQ(breaker.state(wrong), CircuitState::open);
    EXPECT_EQ(breaker.retryAfter(1050), 50);
    EXPECT_TRUE(breaker.tryAcquire(1100).isGranted);
  }
}

}  // namespace
}  // namespace statewarden
