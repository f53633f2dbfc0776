// One-for-all and rest-for-one.
#include <algorithm>

#include <gtest/gtest.h>

#include "supervision/world.hpp"

namespace statewarden {
namespace {

using Calls = std::vector<std::string>;

/// Keeps the calls that take a child down or up.
Calls downAndUp(const Calls& calls) {
  Calls result;
  for (const std::string& call : calls) {
    if (call.starts_with("halt ") || call.starts_with("restart ") || call.starts_with("stop ")) {
      result.push_back(call);
    }
  }
  return result;
}

SupervisorPolicy policyOf(RestartScope scope, std::uint32_t maxRestarts = kUnlimited) {
  SupervisorPolicy policy;
  policy.scope = scope;
  policy.maxRestarts = maxRestarts;
  policy.window = 3'600'000;
  return policy;
}

class GroupRestartTest : public testing::Test {
 protected:
  /// Adds a supervisor with one actor per letter.
  SupervisorId build(const SupervisorPolicy& policy, const std::string& letters) {
    const SupervisorId supervisor = world.addSupervisor(policy);
    for (const char letter : letters) world.addActor(std::string(1, letter), supervisor);
    return supervisor;
  }
  Calls takeDownAndUp() { return downAndUp(world.takeCalls()); }

  World world;
};

TEST_F(GroupRestartTest, O44OneForAllHaltsTheOthersInReverseAndStartsAllInOrder) {
  build(policyOf(RestartScope::oneForAll), "abcde");
  world.crash("c");
  EXPECT_EQ(takeDownAndUp(), (Calls{"halt e", "halt d", "halt b", "halt a", "restart a",
                                    "restart b", "restart c", "restart d", "restart e"}));
}

TEST_F(GroupRestartTest, O44TheThirdFailureEndsTheSupervisor) {
  build(policyOf(RestartScope::oneForAll, 2), "ab");
  world.crash("a");
  world.crash("b");
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
  static_cast<void>(world.takeCalls());
  world.crash("a");
  EXPECT_EQ(takeDownAndUp(), (Calls{"stop b", "stop a"}));
}

TEST_F(GroupRestartTest, O53RestForOneLeavesTheEarlierOnesAlone) {
  build(policyOf(RestartScope::restForOne), "abc");
  world.crash("b");
  EXPECT_EQ(takeDownAndUp(), (Calls{"halt c", "restart b", "restart c"}));
}

TEST_F(GroupRestartTest, O87TheOrderOfFiveChildrenIsKept) {
  build(policyOf(RestartScope::restForOne), "abcde");
  world.crash("c");
  EXPECT_EQ(takeDownAndUp(), (Calls{"halt e", "halt d", "restart c", "restart d", "restart e"}));
}

TEST_F(GroupRestartTest, AGroupRestartCountsOne) {
  build(policyOf(RestartScope::oneForAll, 1), "abcde");
  world.crash("c");
  EXPECT_EQ(world.stateOf("e"), ChildState::running);
  EXPECT_EQ(world.healthOf("e").restartsLeft, 0u);
}

TEST_F(GroupRestartTest, A15TheRestartIsForAllAndChargedToTheOneThatFailed) {
  build(policyOf(RestartScope::oneForAll), "ab");
  for (int i = 0; i < 10; ++i) world.crash("a");
  EXPECT_EQ(world.healthOf("b").restartCount, 10u);
  EXPECT_EQ(world.healthOf("a").restartsLeft, 0u);
  EXPECT_EQ(world.healthOf("b").restartsLeft, 10u);
  world.crash("a");
  EXPECT_EQ(world.stateOf("a"), ChildState::stopped);
  EXPECT_EQ(world.stateOf("b"), ChildState::running);
}

TEST_F(GroupRestartTest, O46AMemberThatFailsToStartRestartsTheWholeGroupAgain) {
  build(policyOf(RestartScope::oneForAll), "abc");
  world.failingStarts["b"] = 1;
  world.crash("a");
  EXPECT_EQ(takeDownAndUp(), (Calls{"halt c", "halt b", "restart a", "restart b"}));
  EXPECT_EQ(world.stateOf("c"), ChildState::starting);
  world.advance(0);
  EXPECT_EQ(takeDownAndUp(), (Calls{"halt a", "restart a", "restart b", "restart c"}));
  EXPECT_EQ(world.stateOf("c"), ChildState::running);
}

TEST_F(GroupRestartTest, O55RestForOneGoesOnFromTheOneThatFailedToStart) {
  build(policyOf(RestartScope::restForOne), "abc");
  world.failingStarts["b"] = 1;
  world.crash("a");
  EXPECT_EQ(takeDownAndUp(), (Calls{"halt c", "halt b", "restart a", "restart b"}));
  world.advance(0);
  EXPECT_EQ(takeDownAndUp(), (Calls{"restart b", "restart c"}));
}

TEST_F(GroupRestartTest, O43AFailingRestartEndsTheSupervisorAndItsSiblings) {
  build(policyOf(RestartScope::oneForOne, 4), "ab");
  world.failingStarts["a"] = 100;
  world.crash("a");
  world.advance(0);
  EXPECT_EQ(takeDownAndUp(),
            (Calls{"restart a", "restart a", "restart a", "restart a", "stop b", "stop a"}));
}

TEST_F(GroupRestartTest, O45O54AMemberThatNeverStartsEndsTheSupervisor) {
  for (const RestartScope scope : {RestartScope::oneForAll, RestartScope::restForOne}) {
    World own;
    const SupervisorId supervisor = own.addSupervisor(policyOf(scope, 4));
    own.addActor("a", supervisor);
    own.addActor("b", supervisor);
    own.failingStarts["b"] = 100;
    own.crash("a");
    own.advance(10);
    EXPECT_EQ(own.stateOf("a"), ChildState::stopped);
    EXPECT_EQ(own.stateOf("b"), ChildState::stopped);
    EXPECT_EQ(own.callsOf("stop"), (Calls{"b", "a"}));
    const Calls restarts = own.callsOf("restart");
    EXPECT_EQ(std::ranges::count(restarts, "b"), 4);
    EXPECT_EQ(own.timers.size(), 0u);
  }
}

TEST_F(GroupRestartTest, O96CrashesOfOneTurnAreOneGroupRestart) {
  const SupervisorId all = build(policyOf(RestartScope::oneForAll, 1), "abc");
  Supervision& supervision = world.supervision;
  for (const char* name : {"a", "b", "c"}) {
    ASSERT_EQ(supervision.noteFailure(world.idOf(name), all, 0), FailureVerdict::decide);
  }
  for (const char* name : {"a", "b", "c"}) world.decide(world.idOf(name), all);
  EXPECT_EQ(world.callsOf("restart"), (Calls{"a", "b", "c"}));
  EXPECT_EQ(world.stateOf("c"), ChildState::running);
}

TEST_F(GroupRestartTest, O96CrashesOfOneTurnAreCountedEachInOneForOne) {
  const SupervisorId one = build(policyOf(RestartScope::oneForOne, 1), "abc");
  Supervision& supervision = world.supervision;
  for (const char* name : {"a", "b", "c"}) {
    ASSERT_EQ(supervision.noteFailure(world.idOf(name), one, 0), FailureVerdict::decide);
  }
  for (const char* name : {"a", "b", "c"}) world.decide(world.idOf(name), one);
  EXPECT_EQ(world.callsOf("restart"), Calls{"a"});
  EXPECT_EQ(world.callsOf("stop"), (Calls{"c", "b", "a"}));
}

TEST_F(GroupRestartTest, O97ATemporaryChildThatFailsEndsAlone) {
  build(policyOf(RestartScope::oneForAll), "abc");
  world.supervision.setTraits(world.idOf("b"), {.restartType = RestartType::temporary});
  world.crash("b");
  EXPECT_EQ(takeDownAndUp(), Calls{"stop b"});
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
}

TEST_F(GroupRestartTest, O40ATemporaryBystanderIsStoppedAndStaysDown) {
  for (const RestartScope scope : {RestartScope::oneForAll, RestartScope::restForOne}) {
    World own;
    const SupervisorId supervisor = own.addSupervisor(policyOf(scope));
    own.addActor("a", supervisor);
    own.addActor("b", supervisor);
    own.supervision.setTraits(own.idOf("b"), {.restartType = RestartType::temporary});
    own.crash("a");
    EXPECT_EQ(downAndUp(own.takeCalls()), (Calls{"stop b", "restart a"}));
    EXPECT_EQ(own.stateOf("b"), ChildState::stopped);
  }
}

TEST_F(GroupRestartTest, O98AChildThatFinishedStaysDown) {
  build(policyOf(RestartScope::oneForAll), "abc");
  world.supervision.finished(world.idOf("b"), world.now);
  world.crash("a");
  EXPECT_EQ(takeDownAndUp(), (Calls{"halt c", "restart a", "restart c"}));
  EXPECT_EQ(world.stateOf("b"), ChildState::stopped);
}

TEST_F(GroupRestartTest, O99AChildThatWasStoppedOnPurposeStaysDown) {
  build(policyOf(RestartScope::restForOne), "abc");
  world.supervision.stop(world.idOf("b"), world.now);
  static_cast<void>(world.takeCalls());
  world.crash("a");
  EXPECT_EQ(takeDownAndUp(), (Calls{"halt c", "restart a", "restart c"}));
}

TEST_F(GroupRestartTest, O98O99ReviveStoppedStartsThemAgainAsOtpDoes) {
  SupervisorPolicy policy = policyOf(RestartScope::oneForAll);
  policy.reviveStopped = true;
  build(policy, "abcd");
  world.supervision.finished(world.idOf("b"), world.now);
  world.supervision.stop(world.idOf("c"), world.now);
  world.supervision.setTraits(world.idOf("d"), {.restartType = RestartType::temporary});
  world.supervision.stop(world.idOf("d"), world.now);
  static_cast<void>(world.takeCalls());
  world.crash("a");
  EXPECT_EQ(takeDownAndUp(), (Calls{"restart a", "restart b", "restart c"}));
}

TEST_F(GroupRestartTest, AChildThatIsAboutToBeRevivedMayBeStoppedAgain) {
  SupervisorPolicy policy = policyOf(RestartScope::oneForAll);
  policy.reviveStopped = true;
  build(policy, "abc");
  world.supervision.stop(world.idOf("c"), world.now);
  world.failingStarts["b"] = 1;
  world.onCall = [&](const std::string& call) {
    if (call == "restart a") world.supervision.stop(world.idOf("c"), world.now);
  };
  world.crash("a");
  world.onCall = nullptr;
  world.supervision.stop(world.idOf("b"), world.now);
  world.advance(0);
  EXPECT_EQ(world.stateOf("c"), ChildState::stopped);
}

TEST_F(GroupRestartTest, O101ARestartedChildKeepsItsPlace) {
  build(policyOf(RestartScope::oneForAll), "abc");
  world.supervision.stop(world.idOf("a"), world.now);
  world.supervision.restart(world.idOf("a"), RestartMode::fresh, world.now);
  static_cast<void>(world.takeCalls());
  world.crash("c");
  EXPECT_EQ(takeDownAndUp(), (Calls{"halt b", "halt a", "restart a", "restart b", "restart c"}));
}

TEST_F(GroupRestartTest, ARestartByCallRestartsNobodyElse) {
  build(policyOf(RestartScope::oneForAll), "abc");
  world.supervision.restart(world.idOf("b"), RestartMode::fresh, world.now);
  EXPECT_EQ(takeDownAndUp(), Calls{"restart b"});
}

TEST_F(GroupRestartTest, BystandersAreRestartedInTheModeOfTheirOwnStrategy) {
  const SupervisorId supervisor = world.addSupervisor(policyOf(RestartScope::oneForAll));
  Strategy preserving = restartAtOnce();
  preserving.mode = RestartMode::lastGood;
  world.addActor("a", supervisor, preserving);
  world.addActor("b", supervisor);
  std::vector<RestartMode> modes;
  world.onCall = [&](const std::string& call) {
    if (call.starts_with("restart ")) modes.push_back(world.lastMode);
  };
  world.crash("b");
  EXPECT_EQ(modes, (std::vector<RestartMode>{RestartMode::lastGood, RestartMode::fresh}));
}

TEST_F(GroupRestartTest, TheOthersWaitForAMemberThatBacksOffAndGoOnWhenItIsStopped) {
  const SupervisorId supervisor = world.addSupervisor(policyOf(RestartScope::oneForAll));
  Strategy slow = restartAtOnce();
  slow.backoff = {
      .type = BackoffType::linear, .initialDelay = 500, .maxDelay = 500, .factor = 1, .jitter = 0};
  world.addActor("a", supervisor);
  world.addActor("b", supervisor, slow);
  world.addActor("c", supervisor);
  world.failingStarts["b"] = 1;
  world.crash("a");
  EXPECT_EQ(world.stateOf("b"), ChildState::backingOff);
  world.advance(100);
  EXPECT_EQ(world.stateOf("c"), ChildState::starting);
  static_cast<void>(world.takeCalls());
  world.supervision.stop(world.idOf("b"), world.now);
  world.advance(0);
  EXPECT_EQ(takeDownAndUp(), (Calls{"stop b", "restart c"}));
  EXPECT_EQ(world.timers.size(), 0u);
}

TEST_F(GroupRestartTest, TheOthersGoOnWhenTheMemberTheyWaitForIsRemoved) {
  build(policyOf(RestartScope::restForOne), "abc");
  world.failingStarts["b"] = 1;
  world.crash("a");
  static_cast<void>(world.takeCalls());
  world.supervision.removeChild(world.idOf("b"));
  world.advance(0);
  EXPECT_EQ(takeDownAndUp(), Calls{"restart c"});
}

TEST_F(GroupRestartTest, AMemberIsStoppedByItsOwnStrategyAndTheOthersComeBack) {
  const SupervisorId supervisor = world.addSupervisor(policyOf(RestartScope::oneForAll));
  world.addActor("a", supervisor);
  world.addActor("b", supervisor, directive(Directive::stop));
  world.addActor("c", supervisor);
  world.failingStarts["b"] = 1;
  world.crash("a");
  EXPECT_EQ(takeDownAndUp(),
            (Calls{"halt c", "halt b", "restart a", "restart b", "stop b", "restart c"}));
}

TEST_F(GroupRestartTest, ALateFailureOfATakenDownIncarnationIsIgnored) {
  build(policyOf(RestartScope::oneForAll), "abc");
  world.onCall = [&](const std::string& call) {
    if (call == "restart a") {
      EXPECT_EQ(world.supervision.noteFailure(world.idOf("c"), 0, 0), FailureVerdict::ignored);
    }
  };
  world.crash("b");
  EXPECT_EQ(world.stateOf("c"), ChildState::running);
  EXPECT_EQ(world.callsOf("restart"), (Calls{"a", "b", "c"}));
}

TEST_F(GroupRestartTest, ASiblingThatFailsBecauseOfARestartIsHandledAfterwards) {
  build(policyOf(RestartScope::oneForAll), "abc");
  int crashes = 0;
  world.onCall = [&](const std::string& call) {
    if (call == "resume c" && crashes++ == 0) world.crash("a");
  };
  world.crash("b");
  EXPECT_EQ(world.callsOf("restart"), (Calls{"a", "b", "c"}));
  world.advance(0);
  EXPECT_EQ(world.callsOf("restart"), (Calls{"a", "b", "c", "a", "b", "c"}));
}

TEST_F(GroupRestartTest, AnEarlierSiblingWidensARestForOneRestartThatIsUnderWay) {
  build(policyOf(RestartScope::restForOne), "abcd");
  world.failingStarts["c"] = 1;
  world.crash("b");
  EXPECT_EQ(world.stateOf("d"), ChildState::starting);
  static_cast<void>(world.takeCalls());
  world.crash("a");
  EXPECT_EQ(takeDownAndUp(),
            (Calls{"halt c", "halt b", "restart a", "restart b", "restart c", "restart d"}));
  world.advance(100);
  EXPECT_TRUE(takeDownAndUp().empty()) << "the retry of c was carried out by then";
}

}  // namespace
}  // namespace statewarden
