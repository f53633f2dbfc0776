// What comes between the slices of work on many children, one child a slice.
#include <gtest/gtest.h>

#include "supervision/world.hpp"

namespace statewarden {
namespace {

class BetweenSlicesTest : public testing::Test {
 protected:
  BetweenSlicesTest() { world.supervision.setStepsPerSlice(1); }

  SupervisorPolicy policyOf(RestartScope scope, std::uint32_t maxRestarts = kUnlimited) {
    SupervisorPolicy policy;
    policy.defaultStrategy = world.supervision.defineStrategy(restartAtOnce());
    policy.scope = scope;
    policy.maxRestarts = maxRestarts;
    return policy;
  }
  void fireOne() {
    const std::optional<TimerPayload> payload = world.timers.popDue(world.now);
    ASSERT_TRUE(payload.has_value());
    world.supervision.onTimer(*payload, world.now);
  }
  ChildState memberState(SupervisorId supervisor) {
    return world.supervision.state(world.supervision.memberOf(supervisor));
  }

  World world;
};

TEST_F(BetweenSlicesTest, AStopIsNotUndoneByAGroupRestartThatRevivesStoppedChildren) {
  SupervisorPolicy policy = policyOf(RestartScope::oneForAll);
  policy.reviveStopped = true;
  const SupervisorId group = world.addSupervisor(policy);
  for (const char* name : {"a", "b", "c"}) world.addActor(name, group);
  world.supervision.stop(world.idOf("a"), world.now);
  world.crash("c");
  world.supervision.stop(world.idOf("b"), world.now);
  world.supervision.stop(world.idOf("c"), world.now);
  world.advance(0);
  EXPECT_EQ(world.stateOf("a"), ChildState::running) << "stopped before the group restart";
  EXPECT_EQ(world.stateOf("b"), ChildState::stopped);
  EXPECT_EQ(world.stateOf("c"), ChildState::stopped);
}

TEST_F(BetweenSlicesTest, ANewFailureRevivesWhatWasStoppedDuringTheRestartBeforeIt) {
  SupervisorPolicy policy = policyOf(RestartScope::oneForAll);
  policy.reviveStopped = true;
  const SupervisorId group = world.addSupervisor(policy);
  for (const char* name : {"a", "b"}) world.addActor(name, group);
  world.crash("a");
  world.supervision.stop(world.idOf("b"), world.now);
  while (world.healthOf("a").restartCount == 0) fireOne();
  world.crash("a");
  world.advance(0);
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
  EXPECT_EQ(world.stateOf("b"), ChildState::running);
}

TEST_F(BetweenSlicesTest, ARestartByCallOfAStoppedChildIsNotForgottenWhenItIsVisited) {
  const SupervisorId group = world.addSupervisor(policyOf(RestartScope::oneForAll));
  for (const char* name : {"a", "b", "c"}) world.addActor(name, group);
  world.supervision.stop(world.idOf("a"), world.now);
  world.crash("c");
  EXPECT_TRUE(world.supervision.restart(world.idOf("a"), RestartMode::fresh, world.now));
  world.advance(0);
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
}

TEST_F(BetweenSlicesTest, AFailureIsGivenUpWhenItsSupervisorFailsWhileBeingStopped) {
  const SupervisorId root = world.addSupervisor(policyOf(RestartScope::oneForOne));
  const SupervisorId outer = world.addSupervisor(policyOf(RestartScope::oneForOne), root);
  const SupervisorId inner = world.addSupervisor(policyOf(RestartScope::oneForOne, 0), outer);
  world.addActor("a", inner);
  world.supervision.stop(world.supervision.memberOf(outer), world.now);
  world.addActor("late", inner);
  world.crash("late");
  EXPECT_EQ(world.stateOf("late"), ChildState::stopped);
  EXPECT_EQ(world.callsOf("gaveUp").size(), 1u);
  world.advance(0);
  EXPECT_EQ(memberState(inner), ChildState::stopped);
}

TEST_F(BetweenSlicesTest, AFailureUnderAStoppedSupervisorThatFailsStopsItsChildren) {
  const SupervisorId root = world.addSupervisor(policyOf(RestartScope::oneForOne));
  const SupervisorId inner = world.addSupervisor(policyOf(RestartScope::oneForOne, 0), root);
  world.supervision.stop(world.supervision.memberOf(inner), world.now);
  world.addActor("late", inner);
  static_cast<void>(world.takeCalls());
  world.crash("late");
  world.advance(0);
  EXPECT_EQ(world.stateOf("late"), ChildState::stopped);
  EXPECT_TRUE(world.callsOf("escalate").empty()) << "its parent has nothing left to decide";
}

TEST_F(BetweenSlicesTest, AChildAddedToAGroupThatIsTakenDownRestartsAlone) {
  const SupervisorId root = world.addSupervisor(policyOf(RestartScope::oneForAll));
  const SupervisorId inner = world.addSupervisor(policyOf(RestartScope::oneForAll), root);
  world.addActor("a", inner);
  world.addActor("b", root);
  world.crash("b");
  fireOne();
  ASSERT_EQ(world.stateOf("a"), ChildState::starting);
  world.addActor("late", inner);
  world.crash("late");
  EXPECT_EQ(world.stateOf("late"), ChildState::running);
  world.advance(0);
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
  EXPECT_EQ(world.healthOf("late").restartCount, 1u);
}

TEST_F(BetweenSlicesTest, StoppingASupervisorThatIsTakenDownStopsWhatWasHaltedBelowIt) {
  const SupervisorId root = world.addSupervisor(policyOf(RestartScope::oneForAll));
  const SupervisorId inner = world.addSupervisor(policyOf(RestartScope::oneForOne), root);
  for (const char* name : {"a", "b"}) world.addActor(name, inner);
  world.addActor("c", root);
  world.crash("c");
  while (world.stateOf("a") != ChildState::starting) fireOne();
  world.supervision.stop(world.supervision.memberOf(inner), world.now);
  world.advance(0);
  EXPECT_EQ(memberState(inner), ChildState::stopped);
  for (const char* name : {"a", "b"}) EXPECT_EQ(world.stateOf(name), ChildState::stopped) << name;
  EXPECT_EQ(world.stateOf("c"), ChildState::running);
}

TEST_F(BetweenSlicesTest, WhatIsBelowADynamicSupervisorGoesWithIt) {
  const SupervisorId root = world.addSupervisor(policyOf(RestartScope::oneForOne));
  const SupervisorId outer = world.addSupervisor(policyOf(RestartScope::oneForOne, 0), root);
  const SupervisorId inner = world.addSupervisor(policyOf(RestartScope::oneForOne), outer);
  world.supervision.setTraits(world.supervision.memberOf(inner), {.isDynamic = true});
  world.addActor("below", inner);
  world.addActor("a", outer);
  world.crash("a");
  world.advance(0);
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
  EXPECT_EQ(memberState(inner), ChildState::stopped);
  EXPECT_EQ(world.stateOf("below"), ChildState::stopped);
}

TEST_F(BetweenSlicesTest, ASupervisorThatFailsAgainIsNotStartedByTheRestartAboveIt) {
  SupervisorPolicy patient = policyOf(RestartScope::oneForAll);
  Strategy later = restartAtOnce();
  later.backoff = {.type = BackoffType::linear, .initialDelay = 100};
  patient.defaultStrategy = world.supervision.defineStrategy(later);
  const SupervisorId root = world.addSupervisor(patient);
  const SupervisorId inner = world.addSupervisor(policyOf(RestartScope::oneForOne, 0), root);
  for (const char* name : {"a", "b"}) world.addActor(name, inner);
  world.addActor("c", root);
  world.crash("c");
  while (world.healthOf("a").restartCount == 0) fireOne();
  world.crash("a");
  world.advance(0);
  EXPECT_EQ(memberState(inner), ChildState::backingOff);
  EXPECT_EQ(world.stateOf("b"), ChildState::starting) << "its supervisor is down";
  EXPECT_EQ(world.stateOf("c"), ChildState::running);
  world.advance(100);
  for (const char* name : {"a", "b"}) EXPECT_EQ(world.stateOf(name), ChildState::running) << name;
}

TEST_F(BetweenSlicesTest, ALateFailureBelowLeavesTheOthersToTheRestartAbove) {
  const SupervisorId root = world.addSupervisor(policyOf(RestartScope::oneForAll));
  const SupervisorId inner = world.addSupervisor(policyOf(RestartScope::restForOne), root);
  world.addActor("a", inner);
  world.addActor("b", root);
  world.crash("b");
  while (world.stateOf("a") != ChildState::starting) fireOne();
  world.addActor("late", inner);
  while (memberState(inner) != ChildState::starting) fireOne();
  while (memberState(inner) != ChildState::running) fireOne();
  ASSERT_EQ(world.stateOf("a"), ChildState::starting);
  world.crash("late");
  world.advance(0);
  for (const char* name : {"a", "late"}) {
    EXPECT_EQ(world.stateOf(name), ChildState::running) << name;
  }
}

TEST_F(BetweenSlicesTest, AGroupBelowThatBeginsAgainIsStartedByItselfInItsOwnOrder) {
  const SupervisorId root = world.addSupervisor(policyOf(RestartScope::oneForAll));
  const SupervisorId inner = world.addSupervisor(policyOf(RestartScope::oneForAll), root);
  for (const char* name : {"a", "b", "c"}) world.addActor(name, inner);
  world.addActor("d", root);
  world.crash("d");
  while (world.healthOf("a").restartCount == 0) fireOne();
  ASSERT_EQ(world.stateOf("b"), ChildState::starting);
  static_cast<void>(world.takeCalls());
  world.crash("a");
  world.advance(0);
  std::vector<std::string> restarts = world.callsOf("restart");
  EXPECT_EQ(std::erase(restarts, "d"), 1u);
  EXPECT_EQ(restarts, (std::vector<std::string>{"a", "b", "c"}));
}

TEST_F(BetweenSlicesTest, ADecisionThatComesLateIsLeftToTheRestartUnderWay) {
  const SupervisorId group = world.addSupervisor(policyOf(RestartScope::oneForAll, 1));
  for (const char* name : {"a", "b", "c"}) world.addActor(name, group);
  world.customDecision = [](ChildId, SupervisorId) {};
  world.crash("a");
  world.customDecision = nullptr;
  world.crash("b");
  ASSERT_EQ(world.stateOf("a"), ChildState::failed) << "it was not visited yet";
  world.decide(world.idOf("a"), group);
  world.advance(0);
  EXPECT_EQ(world.callsOf("restart"), (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_TRUE(world.callsOf("gaveUp").empty()) << "one restart is granted, and was one";
}

TEST_F(BetweenSlicesTest, AStopKeepsAStoppedSupervisorDownWithAllThatWasHaltedBelowIt) {
  SupervisorPolicy policy = policyOf(RestartScope::oneForAll);
  policy.reviveStopped = true;
  const SupervisorId root = world.addSupervisor(policy);
  const SupervisorId inner = world.addSupervisor(policyOf(RestartScope::oneForOne), root);
  world.addActor("b", root);
  world.supervision.stop(world.supervision.memberOf(inner), world.now);
  world.addActor("late", inner);
  world.crash("b");
  while (world.stateOf("late") != ChildState::starting) fireOne();
  world.supervision.stop(world.supervision.memberOf(inner), world.now);
  world.advance(0);
  EXPECT_EQ(memberState(inner), ChildState::stopped);
  EXPECT_EQ(world.stateOf("late"), ChildState::stopped);
  EXPECT_EQ(world.stateOf("b"), ChildState::running);
}

TEST_F(BetweenSlicesTest, ARestartAboveLeavesTheStopOfAStoppedSupervisorToGoOn) {
  SupervisorPolicy policy = policyOf(RestartScope::oneForAll);
  policy.reviveStopped = true;
  const SupervisorId root = world.addSupervisor(policy);
  const SupervisorId inner = world.addSupervisor(policyOf(RestartScope::oneForOne), root);
  world.addActor("b", root);
  const ChildId member = world.supervision.memberOf(inner);
  world.supervision.stop(member, world.now);
  for (const char* name : {"first", "second", "third"}) world.addActor(name, inner);
  world.crash("b");
  while (world.stateOf("first") != ChildState::starting) fireOne();
  world.supervision.stop(member, world.now);
  world.advance(0);
  EXPECT_EQ(memberState(inner), ChildState::stopped);
  for (const char* name : {"first", "second", "third"}) {
    EXPECT_EQ(world.stateOf(name), ChildState::stopped) << name;
  }
  EXPECT_EQ(world.stateOf("b"), ChildState::running);
}

TEST_F(BetweenSlicesTest, ChildrenWaitingForASupervisorStopWhenACallKeepsItDown) {
  for (const bool isRunning : {true, false}) {
    const SupervisorId root = world.addSupervisor(policyOf(RestartScope::oneForAll));
    const SupervisorId inner = world.addSupervisor(policyOf(RestartScope::oneForOne), root);
    const ChildId member = world.supervision.memberOf(inner);
    if (!isRunning) world.supervision.stop(member, world.now);
    world.supervision.markStoppedTogether(member);
    const ChildId early = world.addActor("early", inner);
    const ChildId late = world.addActor("late", inner);
    world.crash(world.addActor("other", root));
    while (world.supervision.state(late) != ChildState::starting) fireOne();
    ASSERT_EQ(world.supervision.state(early), ChildState::running) << "not visited yet";
    world.supervision.setTraits(member, {.restartType = RestartType::temporary});
    world.advance(0);
    for (const ChildId child : {early, late}) {
      EXPECT_EQ(world.supervision.state(child), ChildState::stopped) << isRunning;
    }
    EXPECT_EQ(world.supervision.state(member), ChildState::stopped) << isRunning;
    EXPECT_EQ(world.stateOf("other"), ChildState::running);
  }
}

}  // namespace
}  // namespace statewarden
