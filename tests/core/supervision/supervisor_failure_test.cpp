// Supervisors that fail as a whole.
#include <gtest/gtest.h>

#include "supervision/world.hpp"

namespace statewarden {
namespace {

using Calls = std::vector<std::string>;

class SupervisorFailureTest : public testing::Test {
 protected:
  /// Returns a policy that restarts at once and grants `restarts` of them an hour.
  SupervisorPolicy policyOf(std::uint32_t restarts) {
    SupervisorPolicy policy;
    policy.defaultStrategy = world.supervision.defineStrategy(restartAtOnce());
    policy.maxRestarts = restarts;
    policy.window = 3'600'000;
    return policy;
  }
  ChildState memberState(SupervisorId supervisor) {
    return world.supervision.state(world.supervision.memberOf(supervisor));
  }

  World world;
  SupervisorId root = world.addSupervisor(policyOf(kUnlimited));
};

TEST_F(SupervisorFailureTest, O103BeyondItsLimitItIsRestartedWithACleanHistory) {
  const SupervisorId inner = world.addSupervisor(policyOf(1), root);
  world.addActor("a", inner);
  world.addActor("b", inner);
  world.crash("a");
  static_cast<void>(world.takeCalls());
  world.crash("a");
  EXPECT_EQ(world.takeCalls(),
            (Calls{"suspend a", "suspend b", "halt b", "halt a", "escalate supervisor", "restart a",
                   "resume a", "restart b", "resume b"}));
  EXPECT_EQ(memberState(inner), ChildState::running);
  world.crash("b");
  EXPECT_EQ(world.stateOf("b"), ChildState::running) << "the count began anew";
}

TEST_F(SupervisorFailureTest, O103ChildrenThatEndedByThemselvesComeBackWithIt) {
  const SupervisorId inner = world.addSupervisor(policyOf(0), root);
  world.addActor("done", inner);
  world.addActor("stopped", inner);
  world.addActor("failing", inner);
  world.supervision.setTraits(world.idOf("done"), {.restartType = RestartType::transient});
  world.supervision.finished(world.idOf("done"), world.now);
  world.supervision.stop(world.idOf("stopped"), world.now);
  world.crash("failing");
  EXPECT_EQ(world.stateOf("failing"), ChildState::running);
  EXPECT_EQ(world.stateOf("done"), ChildState::running);
  EXPECT_EQ(world.stateOf("stopped"), ChildState::stopped) << "somebody wanted that";
}

TEST_F(SupervisorFailureTest, BeginningAnewEndsBeforeAFailedStartIsTriedAgain) {
  SupervisorPolicy policy = policyOf(kUnlimited);
  policy.scope = RestartScope::oneForAll;
  const SupervisorId inner = world.addSupervisor(policy, root);
  world.addActor("a", inner);
  world.failingStarts["a"] = 1;
  world.supervision.restart(world.supervision.memberOf(inner), RestartMode::fresh, world.now);
  world.addActor("late", inner);
  world.supervision.setTraits(world.idOf("late"), {.isDynamic = true});
  world.advance(1'000);
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
  EXPECT_EQ(world.stateOf("late"), ChildState::running);
}

TEST_F(SupervisorFailureTest, O103DynamicChildrenDoNotComeBack) {
  const SupervisorId inner = world.addSupervisor(policyOf(0), root);
  world.addActor("a", inner);
  world.addActor("b", inner);
  world.supervision.setTraits(world.idOf("b"), {.isDynamic = true});
  world.crash("a");
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
  EXPECT_EQ(world.stateOf("b"), ChildState::stopped);
}

TEST_F(SupervisorFailureTest, OtpSeed1315ADynamicChildWhoseRestartIsUnderWayDoesNotComeBackEither) {
  SupervisorPolicy policy = policyOf(2);
  policy.scope = RestartScope::oneForAll;
  const SupervisorId inner = world.addSupervisor(policy, root);
  world.addActor("a", inner);
  world.addActor("b", inner);
  world.supervision.setTraits(world.idOf("b"), {.isDynamic = true});
  world.failingStarts["a"] = 2;
  world.crash("b");
  world.advance(0);
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
  EXPECT_EQ(world.supervision.presence(world.idOf("b")), ChildPresence::absent);
}

TEST_F(SupervisorFailureTest, DynamicChildrenComeBackFromAGroupRestart) {
  SupervisorPolicy policy = policyOf(kUnlimited);
  policy.scope = RestartScope::oneForAll;
  const SupervisorId inner = world.addSupervisor(policy, root);
  world.addActor("a", inner);
  world.addActor("b", inner);
  world.supervision.setTraits(world.idOf("b"), {.isDynamic = true});
  world.crash("a");
  EXPECT_EQ(world.stateOf("b"), ChildState::running);
}

TEST_F(SupervisorFailureTest, O103ATransientSupervisorStaysDownBeyondItsLimit) {
  const SupervisorId inner = world.addSupervisor(policyOf(0), root);
  world.supervision.setTraits(world.supervision.memberOf(inner),
                              {.restartType = RestartType::transient});
  world.addActor("a", inner);
  world.addActor("other", root);
  world.crash("a");
  EXPECT_EQ(world.stateOf("a"), ChildState::stopped);
  EXPECT_EQ(memberState(inner), ChildState::stopped);
  EXPECT_EQ(world.stateOf("other"), ChildState::running);
  EXPECT_EQ(world.callsOf("gaveUp"), Calls{"a"});
  EXPECT_TRUE(world.callsOf("escalate").empty());
}

TEST_F(SupervisorFailureTest, OtpSeed73ASignificantSupervisorBeyondItsLimitShutsItsParentDown) {
  SupervisorPolicy policy = policyOf(5);
  policy.autoShutdown = AutoShutdown::anySignificant;
  const SupervisorId middle = world.addSupervisor(policy, root);
  world.supervision.setTraits(world.supervision.memberOf(middle),
                              {.restartType = RestartType::transient});
  const SupervisorId inner = world.addSupervisor(policyOf(0), middle);
  world.supervision.setTraits(world.supervision.memberOf(inner),
                              {.restartType = RestartType::transient, .isSignificant = true});
  world.addActor("a", inner);
  world.addActor("b", middle);
  world.crash("a");
  EXPECT_EQ(memberState(inner), ChildState::stopped);
  EXPECT_EQ(world.stateOf("b"), ChildState::stopped);
  EXPECT_EQ(memberState(middle), ChildState::stopped);
  EXPECT_EQ(memberState(root), ChildState::stopped) << "it is nobody's child";
}

TEST_F(SupervisorFailureTest, ItsChildrenKeptDownByPurposeStayDownWhenItIsRestarted) {
  const SupervisorId inner = world.addSupervisor(policyOf(0), root);
  world.addActor("a", inner);
  world.addActor("b", inner);
  world.supervision.stop(world.idOf("b"), world.now);
  world.crash("a");
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
  EXPECT_EQ(world.stateOf("b"), ChildState::stopped);
}

TEST_F(SupervisorFailureTest, WithoutParentEverythingIsStoppedInReverse) {
  const SupervisorId top = world.addSupervisor(policyOf(0));
  world.addActor("a", top);
  const SupervisorId inner = world.addSupervisor(policyOf(0), top);
  world.addActor("b", inner);
  world.addActor("c", inner);
  world.addActor("d", top);
  world.crash("a");
  EXPECT_EQ(world.callsOf("stop"), (Calls{"d", "c", "b", "a"}));
  EXPECT_EQ(world.callsOf("ended"), (Calls{"d", "c", "b", "supervisor", "a"}));
  EXPECT_EQ(world.callsOf("gaveUp"), Calls{"a"});
  EXPECT_EQ(world.timers.size(), 0u);
}

TEST_F(SupervisorFailureTest, AfterGivingUpItStartsWithACleanHistory) {
  const SupervisorId top = world.addSupervisor(policyOf(1));
  world.addActor("a", top);
  world.crash("a");
  world.crash("a");
  EXPECT_EQ(world.stateOf("a"), ChildState::stopped);
  world.addActor("b", top);
  world.crash("b");
  EXPECT_EQ(world.stateOf("b"), ChildState::running);
}

TEST_F(SupervisorFailureTest, AFailureThatGoesUpThroughTheLevelsEndsAtTheRoot) {
  SupervisorPolicy strict = policyOf(0);
  const SupervisorId top = world.addSupervisor(strict);
  const SupervisorId middle = world.addSupervisor(strict, top);
  const SupervisorId bottom = world.addSupervisor(strict, middle);
  world.addActor("a", bottom);
  world.addActor("b", middle);
  world.addActor("c", top);
  world.crash("a");
  EXPECT_EQ(world.callsOf("stop"), (Calls{"c", "b", "a"}));
  EXPECT_EQ(world.stateOf("a"), ChildState::stopped);
  EXPECT_EQ(memberState(middle), ChildState::stopped);
  EXPECT_EQ(memberState(bottom), ChildState::stopped);
}

TEST_F(SupervisorFailureTest, O71AGroupRestartTakesWholeSubtreesAlong) {
  SupervisorPolicy all = policyOf(kUnlimited);
  all.scope = RestartScope::oneForAll;
  const SupervisorId top = world.addSupervisor(all);
  const SupervisorId first = world.addSupervisor(policyOf(0), top);
  world.addActor("a", first);
  world.addActor("b", first);
  const SupervisorId second = world.addSupervisor(policyOf(0), top);
  world.addActor("c", second);
  const SupervisorId nested = world.addSupervisor(policyOf(0), second);
  world.addActor("d", nested);
  world.addActor("e", top);
  world.crash("c");
  EXPECT_EQ(world.callsOf("halt"), (Calls{"d", "c", "e", "b", "a"}));
  EXPECT_EQ(world.callsOf("restart"), (Calls{"a", "b", "c", "d", "e"}));
  for (const SupervisorId supervisor : {first, second, nested}) {
    EXPECT_EQ(memberState(supervisor), ChildState::running);
  }
}

TEST_F(SupervisorFailureTest, TheParentMayBackOffBeforeItRestartsASupervisor) {
  SupervisorPolicy policy = policyOf(kUnlimited);
  Strategy slow = restartAtOnce();
  slow.backoff = {
      .type = BackoffType::linear, .initialDelay = 200, .maxDelay = 200, .factor = 1, .jitter = 0};
  policy.defaultStrategy = world.supervision.defineStrategy(slow);
  const SupervisorId top = world.addSupervisor(policy);
  const SupervisorId inner = world.addSupervisor(policyOf(0), top);
  world.addActor("a", inner);
  world.addActor("b", inner);
  world.crash("a");
  EXPECT_EQ(memberState(inner), ChildState::backingOff);
  EXPECT_EQ(world.stateOf("b"), ChildState::starting);
  EXPECT_EQ(world.crash("b"), FailureVerdict::ignored);
  world.advance(200);
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
  EXPECT_EQ(world.stateOf("b"), ChildState::running);
}

TEST_F(SupervisorFailureTest, TheParentMayStopASupervisorForGood) {
  SupervisorPolicy policy = policyOf(kUnlimited);
  policy.defaultStrategy = world.supervision.defineStrategy(directive(Directive::stop));
  const SupervisorId top = world.addSupervisor(policy);
  const SupervisorId inner = world.addSupervisor(policyOf(0), top);
  world.addActor("a", inner);
  world.addActor("b", inner);
  world.crash("a");
  EXPECT_EQ(world.callsOf("stop"), (Calls{"b", "a"}));
  EXPECT_EQ(world.callsOf("ended"), (Calls{"b", "a", "supervisor"}));
  EXPECT_EQ(memberState(inner), ChildState::stopped);
}

TEST_F(SupervisorFailureTest, ResumingASupervisorHasItsChildrenAgainWithoutUsingRestarts) {
  SupervisorPolicy policy = policyOf(0);
  policy.defaultStrategy = world.supervision.defineStrategy(directive(Directive::resume));
  const SupervisorId top = world.addSupervisor(policy);
  const SupervisorId inner = world.addSupervisor(policyOf(0), top);
  world.addActor("a", inner);
  world.crash("a");
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
  EXPECT_EQ(memberState(inner), ChildState::running);
}

TEST_F(SupervisorFailureTest, AChildThatCannotStartIsItsSupervisorsAffairAgain) {
  const SupervisorId inner = world.addSupervisor(policyOf(2), root);
  world.addActor("a", inner);
  world.addActor("b", inner);
  for (int i = 0; i < 2; ++i) world.crash("a");
  world.failingStarts["a"] = 1;
  static_cast<void>(world.takeCalls());
  world.crash("a");
  EXPECT_EQ(world.callsOf("restart"), (Calls{"a", "b"})) << "siblings do not depend on it";
  world.advance(0);
  EXPECT_EQ(world.callsOf("restart"), (Calls{"a", "b", "a"}));
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
}

TEST_F(SupervisorFailureTest, InAGroupThoseBehindAChildThatCannotStartWaitForIt) {
  SupervisorPolicy rest = policyOf(2);
  rest.scope = RestartScope::restForOne;
  const SupervisorId inner = world.addSupervisor(rest, root);
  world.addActor("a", inner);
  world.addActor("b", inner);
  world.addActor("c", inner);
  SupervisorPolicy all = policyOf(kUnlimited);
  const SupervisorId member = world.addSupervisor(all, root);
  world.addActor("d", member);
  for (int i = 0; i < 2; ++i) world.crash("a");
  world.failingStarts["b"] = 1;
  static_cast<void>(world.takeCalls());
  world.crash("a");
  EXPECT_EQ(world.callsOf("restart"), (Calls{"a", "b"}));
  EXPECT_EQ(world.stateOf("c"), ChildState::starting);
  world.advance(0);
  EXPECT_EQ(world.callsOf("restart"), (Calls{"a", "b", "b", "c"}));
}

TEST_F(SupervisorFailureTest, ASweepFromAboveLeavesTheRestOfAnInnerGroupToItself) {
  SupervisorPolicy all = policyOf(kUnlimited);
  all.scope = RestartScope::oneForAll;
  const SupervisorId top = world.addSupervisor(all);
  world.addActor("x", top);
  const SupervisorId inner = world.addSupervisor(all, top);
  world.addActor("a", inner);
  world.addActor("b", inner);
  world.addActor("c", inner);
  world.addActor("y", top);
  world.failingStarts["b"] = 1;
  world.crash("x");
  EXPECT_EQ(world.callsOf("restart"), (Calls{"x", "a", "b", "y"}));
  static_cast<void>(world.takeCalls());
  world.advance(0);
  EXPECT_EQ(world.callsOf("halt"), Calls{"a"});
  EXPECT_EQ(world.callsOf("restart"), (Calls{"a", "b", "c"}));
  EXPECT_EQ(world.timers.size(), 0u);
}

TEST_F(SupervisorFailureTest, RemovingASupervisorForgetsAllBelowIt) {
  const SupervisorId top = world.addSupervisor(policyOf(kUnlimited));
  const SupervisorId inner = world.addSupervisor(policyOf(kUnlimited), top);
  const SupervisorId nested = world.addSupervisor(policyOf(kUnlimited), inner);
  Strategy slow = restartAtOnce();
  slow.backoff.type = BackoffType::linear;
  world.addActor("a", nested, slow);
  world.addActor("b", inner, slow);
  world.crash("a");
  world.crash("b");
  const std::size_t before = world.supervision.supervisorCount();
  world.supervision.removeSupervisor(inner);
  EXPECT_EQ(world.supervision.supervisorCount(), before - 2);
  EXPECT_EQ(world.supervision.childCount(), 0u);
  EXPECT_EQ(world.timers.size(), 0u);
  EXPECT_EQ(world.supervision.memberOf(inner), kNoChild);
}

TEST_F(SupervisorFailureTest, NothingIsAddedToASupervisorThatDoesNotExist) {
  const SupervisorId gone = world.addSupervisor();
  world.supervision.removeSupervisor(gone);
  EXPECT_EQ(world.supervision.addSupervisor(gone, {}, 0), kNoSupervisor);
  EXPECT_EQ(world.supervision.addChild(gone, 0, kNoStrategy, 0), kNoChild);
}

}  // namespace
}  // namespace statewarden
