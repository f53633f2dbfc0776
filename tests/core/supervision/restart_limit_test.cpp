// How many restarts are granted, to a child and to all children of a supervisor.
#include <gtest/gtest.h>

#include "supervision/world.hpp"

namespace statewarden {
namespace {

SupervisorPolicy limitedTo(std::uint32_t restarts, double window = 3'600'000) {
  SupervisorPolicy policy;
  policy.maxRestarts = restarts;
  policy.window = window;
  return policy;
}

TEST(RestartLimitTest, AnUnlimitedChildIsRestartedAtOnceEachTime) {
  World world;
  world.addActor("a", world.addSupervisor(), restartAtOnce(kUnlimited));
  for (int i = 0; i < 50; ++i) EXPECT_EQ(world.crash("a"), FailureVerdict::decide);
  EXPECT_EQ(world.callsOf("restart").size(), 50u);
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
  EXPECT_EQ(world.healthOf("a").restartCount, 50u);
  EXPECT_EQ(world.healthOf("a").restartsLeft, kUnlimited);
}

TEST(RestartLimitTest, NRestartsAreGrantedAndTheNextFailureStopsTheChild) {
  for (const std::uint32_t limit : {0u, 1u, 5u, 20u}) {
    World world;
    world.addActor("a", world.addSupervisor(), restartAtOnce(limit));
    for (std::uint32_t i = 0; i <= limit; ++i) world.crash("a");
    EXPECT_EQ(world.callsOf("restart").size(), limit);
    EXPECT_EQ(world.stateOf("a"), ChildState::stopped);
    EXPECT_EQ(world.callsOf("gaveUp"), std::vector<std::string>{"a"});
    EXPECT_EQ(world.callsOf("ended"), std::vector<std::string>{"a"});
    EXPECT_EQ(world.countEvents(EventType::limitExceeded), 1u);
  }
}

TEST(RestartLimitTest, X5RestartsOlderThanTheWindowDoNotCount) {
  World world;
  world.addActor("a", world.addSupervisor(), restartAtOnce(2, 50));
  world.crash("a");
  world.crash("a");
  world.advance(300);
  world.crash("a");
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
  EXPECT_EQ(world.callsOf("restart").size(), 3u);
}

TEST(RestartLimitTest, A3AfterTheWindowCountingStartsAtOneAndZeroIsFinalAtOnce) {
  World world;
  const SupervisorId supervisor = world.addSupervisor();
  world.addActor("a", supervisor, restartAtOnce(3, 1000));
  for (int round = 0; round < 4; ++round) {
    for (int i = 0; i < 3; ++i) world.crash("a");
    EXPECT_EQ(world.healthOf("a").restartsLeft, 0u);
    world.advance(1000);
    EXPECT_EQ(world.healthOf("a").restartsLeft, 3u);
  }
  world.addActor("b", supervisor, restartAtOnce(0, 1000));
  world.crash("b");
  EXPECT_EQ(world.stateOf("b"), ChildState::stopped);
}

TEST(RestartLimitTest, TheWindowSlides) {
  World world;
  world.addActor("a", world.addSupervisor(), restartAtOnce(2, 100));
  world.crash("a");
  world.advance(90);
  world.crash("a");
  world.advance(20);
  world.crash("a");
  EXPECT_EQ(world.stateOf("a"), ChildState::running) << "the first left the window";
  world.crash("a");
  EXPECT_EQ(world.stateOf("a"), ChildState::stopped);
}

TEST(RestartLimitTest, O41ARestartPerPeriodGoesOnForEver) {
  World world;
  world.addActor("a", world.addSupervisor(limitedTo(1, 1000)), restartAtOnce(kUnlimited));
  for (int i = 0; i < 4; ++i) {
    world.crash("a");
    world.advance(2100);
  }
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
}

TEST(RestartLimitTest, O42OneForOneRestartsTheFailedChildAndCountsThemAllTogether) {
  World world;
  const SupervisorId supervisor = world.addSupervisor(limitedTo(2));
  world.addActor("a", supervisor);
  world.addActor("b", supervisor);
  world.crash("a");
  EXPECT_EQ(world.callsOf("restart"), std::vector<std::string>{"a"});
  world.crash("b");
  static_cast<void>(world.takeCalls());
  world.crash("a");
  EXPECT_EQ(world.callsOf("stop"), (std::vector<std::string>{"b", "a"}));
  EXPECT_EQ(world.callsOf("gaveUp"), std::vector<std::string>{"a"});
  EXPECT_TRUE(world.callsOf("restart").empty());
}

TEST(RestartLimitTest, O95AFailingStartIsAttemptedExactlyAsOftenAsTheLimitSays) {
  for (const bool reportsLate : {false, true}) {
    for (const std::uint32_t limit : {0u, 1u, 5u, 20u}) {
      World world;
      world.reportsLate = reportsLate;
      const SupervisorId supervisor = world.addSupervisor(limitedTo(limit));
      world.addActor("a", supervisor, restartAtOnce(kUnlimited));
      world.addActor("b", supervisor);
      world.failingStarts["a"] = 1000;
      world.crash("a");
      world.advance(1000);
      EXPECT_EQ(world.callsOf("restart").size(), limit);
      EXPECT_EQ(world.stateOf("a"), ChildState::stopped);
      EXPECT_EQ(world.stateOf("b"), ChildState::stopped);
      EXPECT_EQ(world.timers.size(), 0u);
    }
  }
}

TEST(RestartLimitTest, O100RestartsByCallAreNotCounted) {
  World world;
  world.addActor("a", world.addSupervisor(limitedTo(0)), restartAtOnce(0));
  for (int i = 0; i < 5; ++i) {
    world.supervision.stop(world.idOf("a"), world.now);
    EXPECT_EQ(world.stateOf("a"), ChildState::stopped);
    EXPECT_TRUE(world.supervision.restart(world.idOf("a"), RestartMode::fresh, world.now));
    EXPECT_EQ(world.stateOf("a"), ChildState::running);
  }
  EXPECT_EQ(world.healthOf("a").restartCount, 5u);
}

TEST(RestartLimitTest, X13ChildrenThatShareAStrategyAreCountedApart) {
  World world;
  const SupervisorId supervisor = world.addSupervisor();
  const StrategyIndex shared = world.supervision.defineStrategy(restartAtOnce(2));
  world.addActor("a", supervisor, shared);
  world.addActor("b", supervisor, shared);
  for (int i = 0; i < 2; ++i) world.crash("a");
  for (int i = 0; i < 2; ++i) world.crash("b");
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
  EXPECT_EQ(world.stateOf("b"), ChildState::running);
  world.crash("b");
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
  EXPECT_EQ(world.stateOf("b"), ChildState::stopped);
}

TEST(RestartLimitTest, AnExceededLimitMayEscalateInstead) {
  World world;
  SupervisorPolicy policy;
  policy.defaultStrategy = world.supervision.defineStrategy(restartAtOnce(1));
  const SupervisorId parent = world.addSupervisor(policy);
  Strategy strategy = restartAtOnce(1);
  strategy.onLimit = OnLimit::escalate;
  world.addActor("a", world.addSupervisor({}, parent), strategy);
  world.crash("a");
  static_cast<void>(world.takeCalls());
  world.crash("a");
  EXPECT_EQ(world.callsOf("escalate"), std::vector<std::string>{"a"});
  EXPECT_EQ(world.stateOf("a"), ChildState::stopped) << "the parent's limit counts its restarts";
  EXPECT_EQ(world.callsOf("gaveUp"), std::vector<std::string>{"a"});
}

TEST(RestartLimitTest, RestartsInAnyWindowStayWithinTheLimitWhateverTheBackoff) {
  World world(3);
  Strategy strategy = restartAtOnce(3, 1000);
  strategy.backoff = {
      .type = BackoffType::random, .initialDelay = 50, .maxDelay = 900, .factor = 3, .jitter = 0.5};
  const SupervisorId supervisor = world.addSupervisor();
  world.addActor("a", supervisor, strategy);
  std::vector<double> restarts;
  world.onCall = [&](const std::string& call) {
    if (call == "restart a") restarts.push_back(world.now);
  };
  for (int i = 0; i < 400; ++i) {
    if (world.stateOf("a") == ChildState::stopped) {
      world.supervision.restart(world.idOf("a"), RestartMode::fresh, world.now);
      restarts.clear();
      world.advance(1000);
    }
    world.crash("a");
    world.advance(170);
    for (std::size_t k = 3; k < restarts.size(); ++k) {
      ASSERT_GE(restarts[k] - restarts[k - 3], 1000);
    }
  }
}

TEST(RestartLimitTest, TheRestartModeIsTheStrategys) {
  for (const RestartMode mode : {RestartMode::fresh, RestartMode::lastGood, RestartMode::given}) {
    World world;
    Strategy strategy = restartAtOnce();
    strategy.mode = mode;
    world.addActor("a", world.addSupervisor(), strategy);
    world.crash("a");
    EXPECT_EQ(world.lastMode, mode);
  }
}

}  // namespace
}  // namespace statewarden
