// Machines that crash and come back, through all layers of the core.
#include <gtest/gtest.h>

#include "runtime/standalone_world.hpp"

namespace statewarden::testing {
namespace {

Strategy restartAfter(double delay, std::uint32_t limit = 10) {
  Strategy strategy;
  strategy.limit = limit;
  strategy.backoff = {.type = BackoffType::exponential, .initialDelay = delay};
  return strategy;
}

class SupervisedCrashTest : public ::testing::Test {
 protected:
  StandaloneWorld world;
  SupervisorId root = world.runtime.addSupervisor(kNoSupervisor, {});

  /// Brings a running worker into its busy state and lets it crash there.
  void crash(ActorId actor) {
    world.send(actor, "START");
    world.throwing = {"work"};
    world.send(actor, "WORK");
    world.throwing.clear();
  }
};

TEST_F(SupervisedCrashTest, AThrowingActionRestartsTheActorAfterItsBackOff) {
  const ActorId actor = world.add(kWorker, root, world.define(restartAfter(100)));
  crash(actor);
  EXPECT_EQ(world.stateOf(actor), ChildState::backingOff);
  EXPECT_EQ(world.value(actor), "\"busy\"") << "the last good state stays visible";
  world.advance(99);
  EXPECT_EQ(world.stateOf(actor), ChildState::backingOff);
  world.advance(1);
  EXPECT_EQ(world.stateOf(actor), ChildState::running);
  EXPECT_EQ(world.value(actor), "\"idle\"");
  EXPECT_EQ(world.takeEvents(),
            (std::vector{EventType::childStarted, EventType::childFailed,
                         EventType::restartScheduled, EventType::childRestarted}));
}

TEST_F(SupervisedCrashTest, BackOffGrowsFromCrashToCrash) {
  const ActorId actor = world.add(kWorker, root, world.define(restartAfter(100)));
  for (const double delay : {100, 200, 400, 800}) {
    crash(actor);
    EXPECT_EQ(world.healthOf(actor).retryAfter, delay);
    EXPECT_EQ(world.wakeTime, world.time + delay) << "the host is asked for a wake-up";
    world.advance(delay);
    EXPECT_EQ(world.stateOf(actor), ChildState::running);
  }
}

TEST_F(SupervisedCrashTest, EventsThatWaitDuringTheBackOffRunAfterTheRestart) {
  const ActorId actor = world.add(kWorker, root, world.define(restartAfter(100)));
  crash(actor);
  // The host keeps no event types, so the waiting event can only be told by its class.
  EXPECT_EQ(world.send(actor, "START"), std::uint32_t{kQueued});
  EXPECT_EQ(world.runtime.actors().mailboxSize(actor), 1u);
  world.advance(100);
  EXPECT_EQ(world.value(actor), "\"busy\"");
  EXPECT_EQ(world.runtime.actors().mailboxSize(actor), 0u);
}

TEST_F(SupervisedCrashTest, TheFailureBeyondTheLimitStopsTheActor) {
  const ActorId actor = world.add(kWorker, root, world.define(restartAfter(0, 3)));
  for (int i = 0; i < 3; ++i) {
    crash(actor);
    EXPECT_EQ(world.stateOf(actor), ChildState::running);
  }
  crash(actor);
  EXPECT_EQ(world.stateOf(actor), ChildState::stopped);
  EXPECT_EQ(world.givenUp, 1);
  EXPECT_EQ(world.endings, 1);
  EXPECT_EQ(world.send(actor, "START"), std::uint32_t{kDropped});
}

TEST_F(SupervisedCrashTest, TheParentsDefaultDecidesWhatEscalates) {
  const StrategyIndex escalate = world.define({.directive = Directive::escalate});
  const SupervisorId parent = world.runtime.addSupervisor(
      kNoSupervisor, {.defaultStrategy = world.define(restartAfter(50))});
  const SupervisorId supervisor = world.runtime.addSupervisor(parent, {});
  const ActorId actor = world.add(kWorker, supervisor, escalate);
  crash(actor);
  EXPECT_EQ(world.stateOf(actor), ChildState::backingOff);
  world.advance(50);
  EXPECT_EQ(world.stateOf(actor), ChildState::running);
}

TEST_F(SupervisedCrashTest, AnEscalationThatReachesTheTopStopsTheActor) {
  const ActorId actor = world.add(kWorker, root, world.define({.directive = Directive::escalate}));
  crash(actor);
  EXPECT_EQ(world.stateOf(actor), ChildState::stopped);
  EXPECT_EQ(world.givenUp, 1);
}

TEST_F(SupervisedCrashTest, TheCircuitOpensParksAndClosesAgain) {
  SupervisorPolicy policy;
  policy.hasBreaker = true;
  policy.breaker = {.failureThreshold = 2, .resetTimeout = 1000};
  policy.stableAfter = 500;
  const SupervisorId supervisor = world.runtime.addSupervisor(kNoSupervisor, policy);
  const ActorId actor = world.add(kWorker, supervisor, world.define(restartAfter(0)));
  crash(actor);
  EXPECT_EQ(world.runtime.circuitState(supervisor), CircuitState::closed);
  crash(actor);
  EXPECT_EQ(world.runtime.circuitState(supervisor), CircuitState::open);
  EXPECT_EQ(world.stateOf(actor), ChildState::parked);
  world.advance(1000);
  EXPECT_EQ(world.stateOf(actor), ChildState::running);
  EXPECT_EQ(world.runtime.circuitState(supervisor), CircuitState::halfOpen);
  world.advance(500);
  EXPECT_EQ(world.runtime.circuitState(supervisor), CircuitState::closed);
}

TEST_F(SupervisedCrashTest, AStartThatFailsIsTriedAgainUntilTheLimit) {
  world.throwing = {"boot"};
  const ActorId actor =
      world.add(R"({"id": "m", "initial": "a", "states": {"a": {"entry": "boot"}}})", root,
                world.define(restartAfter(0, 5)));
  world.advance(1000);
  EXPECT_EQ(world.stateOf(actor), ChildState::stopped);
  EXPECT_EQ(world.healthOf(actor).errorCount, 6u);
}

TEST_F(SupervisedCrashTest, AStartThatFailsOnceIsMadeGoodByTheRestart) {
  world.throwing = {"boot"};
  const ActorId actor =
      world.add(R"({"id": "m", "initial": "a", "states": {"a": {"entry": "boot"}}})", root,
                world.define(restartAfter(10)));
  EXPECT_EQ(world.stateOf(actor), ChildState::backingOff);
  world.throwing.clear();
  world.advance(10);
  EXPECT_EQ(world.stateOf(actor), ChildState::running);
  EXPECT_EQ(world.value(actor), "\"a\"");
}

TEST_F(SupervisedCrashTest, AMachineThatFinishesEndsItsChild) {
  const ActorId actor = world.add(kWorker, root, world.define(restartAfter(0)));
  world.send(actor, "START");
  world.send(actor, "END");
  EXPECT_EQ(world.stateOf(actor), ChildState::stopped);
  EXPECT_EQ(world.endings, 1);
}

TEST_F(SupervisedCrashTest, NothingIsLeftOfAnActorThatIsRemoved) {
  const Counts before = world.runtime.counts();
  const ActorId actor = world.add(kWorker, root, world.define(restartAfter(100)));
  crash(actor);
  EXPECT_EQ(world.runtime.counts().timers, 1u);
  EXPECT_EQ(world.runtime.counts().children, before.children + 1);
  world.standalone.remove(actor);
  EXPECT_EQ(world.runtime.counts().timers, 0u);
  EXPECT_EQ(world.runtime.counts().children, before.children);
  EXPECT_EQ(world.runtime.counts().actors, before.actors);
  EXPECT_TRUE(world.runtime.actors().removeProgram(0));
  EXPECT_EQ(world.runtime.counts().programs, before.programs);
}

TEST_F(SupervisedCrashTest, ALargeGroupRestartGivesTheHostATurnNowAndThen) {
  SupervisorPolicy policy;
  policy.scope = RestartScope::oneForAll;
  const SupervisorId group = world.runtime.addSupervisor(root, policy);
  const StrategyIndex strategy = world.define(restartAfter(0));
  std::vector<ActorId> actors;
  actors.reserve(2500);
  for (int i = 0; i < 2500; ++i) actors.push_back(world.add(kWorker, group, strategy));
  crash(actors.front());
  EXPECT_TRUE(world.runtime.advance(Runtime::kSystemClock, world.time));
  EXPECT_NE(world.stateOf(actors.back()), ChildState::running);
  world.advance(0);
  for (const ActorId actor : actors) ASSERT_EQ(world.stateOf(actor), ChildState::running);
}

}  // namespace
}  // namespace statewarden::testing
