// What a supervisor that fails does before its parent has decided, and who is asked.
#include <gtest/gtest.h>

#include "supervision/world.hpp"

namespace statewarden {
namespace {

using Calls = std::vector<std::string>;

class FailingSupervisorTest : public testing::Test {
 protected:
  /// Adds a supervisor whose parent restarts it after `delay`, and which grants `restarts`.
  SupervisorId build(std::uint32_t restarts, double delay) {
    Strategy strategy = restartAtOnce();
    strategy.backoff = {.type = BackoffType::linear, .initialDelay = delay, .maxDelay = delay};
    SupervisorPolicy above;
    above.defaultStrategy = world.supervision.defineStrategy(strategy);
    SupervisorPolicy policy;
    policy.maxRestarts = restarts;
    return world.addSupervisor(policy, world.addSupervisor(above));
  }

  World world;
};

TEST_F(FailingSupervisorTest, O103ItsDynamicChildrenEndAtItsFailureNotAtItsRestart) {
  const SupervisorId inner = build(0, 100);
  for (const char* name : {"a", "b", "c"}) world.addActor(name, inner);
  world.supervision.setTraits(world.idOf("b"), {.isDynamic = true});
  world.crash("a");
  EXPECT_EQ(world.takeCalls(), (Calls{"suspend a", "suspend c", "halt c", "stop b", "ended b",
                                      "halt a", "escalate supervisor"}));
  EXPECT_EQ(world.stateOf("b"), ChildState::stopped);
  world.advance(100);
  EXPECT_EQ(world.callsOf("restart"), (Calls{"a", "c"}));
  EXPECT_EQ(world.supervision.presence(world.idOf("b")), ChildPresence::absent);
}

TEST_F(FailingSupervisorTest, ATransientOneThatIsFailedByItsChildIsRestarted) {
  const SupervisorId inner = build(kUnlimited, 0);
  const ChildId member = world.supervision.memberOf(inner);
  world.supervision.setTraits(member, {.restartType = RestartType::transient});
  Strategy failing = directive(Directive::escalate);
  failing.failsSupervisor = true;
  world.addActor("a", inner, failing);
  world.addActor("b", inner);
  world.crash("a");
  EXPECT_EQ(world.supervision.state(member), ChildState::running);
  EXPECT_EQ(world.callsOf("restart"), (Calls{"a", "b"}));
}

TEST_F(FailingSupervisorTest, ALimitThatIsReachedDuringABackoffIsExceededAtItsEnd) {
  const SupervisorId inner = build(1, 1000);
  Strategy slow = restartAtOnce();
  slow.backoff = {.type = BackoffType::linear, .initialDelay = 100, .maxDelay = 100};
  world.addActor("a", inner, slow);
  world.addActor("b", inner);
  world.crash("a");
  world.crash("b");
  EXPECT_EQ(world.callsOf("restart"), Calls{"b"});
  world.advance(99);
  EXPECT_EQ(world.stateOf("a"), ChildState::backingOff);
  world.advance(1);
  EXPECT_EQ(world.callsOf("restart"), Calls{"b"}) << "it was the only one that was granted";
  EXPECT_EQ(world.callsOf("escalate"), Calls{"supervisor"});
}

TEST_F(FailingSupervisorTest, BeyondItsLimitNoCleanupIsRun) {
  const SupervisorId inner = build(0, 1000);
  Strategy cleaning = restartAtOnce();
  cleaning.hasCleanup = true;
  world.addActor("a", inner, cleaning);
  world.crash("a");
  EXPECT_TRUE(world.callsOf("cleanUp").empty());
  EXPECT_EQ(world.callsOf("escalate"), Calls{"supervisor"});
}

TEST_F(FailingSupervisorTest, OnlyWhoeverTheFailureHasReachedDecidesAboutIt) {
  const SupervisorId inner = build(kUnlimited, 0);
  world.addActor("a", inner, directive(Directive::escalate));
  const ChildId a = world.idOf("a");
  const StrategyIndex restarting = world.supervision.defineStrategy(restartAtOnce());
  ASSERT_EQ(world.supervision.noteFailure(a, inner, world.now), FailureVerdict::decide);
  // The parent takes its time.
  world.customDecision = [](ChildId, SupervisorId) {};
  const StrategyIndex up = world.supervision.defineStrategy(directive(Directive::escalate));
  world.supervision.apply(a, up, inner, world.now);
  ASSERT_EQ(world.callsOf("escalate"), Calls{"a"});
  world.supervision.apply(a, restarting, inner, world.now);
  EXPECT_EQ(world.stateOf("a"), ChildState::failed);
  EXPECT_TRUE(world.callsOf("restart").empty());
}

}  // namespace
}  // namespace statewarden
