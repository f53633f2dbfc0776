// Supervisors that are being stopped step by step, of which nothing is started any more.
#include <gtest/gtest.h>

#include "supervision/world.hpp"

namespace statewarden {
namespace {

class ClosingTest : public testing::Test {
 protected:
  SupervisorId addGroup(SupervisorId parent = kNoSupervisor) {
    Strategy later = restartAtOnce();
    later.backoff = {.type = BackoffType::linear, .initialDelay = 100, .maxDelay = 100};
    SupervisorPolicy policy;
    policy.defaultStrategy = world.supervision.defineStrategy(later);
    policy.scope = RestartScope::oneForAll;
    return world.addSupervisor(policy, parent);
  }
  void fireOne() {
    const std::optional<TimerPayload> payload = world.timers.popDue(world.now);
    ASSERT_TRUE(payload.has_value());
    world.supervision.onTimer(*payload, world.now);
  }
  /// Ends what is being stopped, as its host does when nobody takes time any more.
  void stopWhole(SupervisorId supervisor) {
    world.supervision.stop(world.supervision.memberOf(supervisor), world.now);
    world.advance(0);
  }

  World world;
  SupervisorId root = addGroup();
  SupervisorId inner = addGroup(root);
};

TEST_F(ClosingTest, AGroupRestartAboveLeavesThemAndWhatIsBelowThemAlone) {
  const SupervisorId innermost = addGroup(inner);
  world.addActor("a", inner);
  world.addActor("b", innermost);
  world.addActor("other", root);
  world.supervision.closeSupervisor(inner);
  static_cast<void>(world.takeCalls());
  world.crash("other");
  world.advance(0);
  EXPECT_EQ(world.callsOf("restart"), std::vector<std::string>{"other"});
  EXPECT_TRUE(world.callsOf("halt").empty());
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
  stopWhole(inner);
  for (const char* name : {"a", "b"}) EXPECT_EQ(world.stateOf(name), ChildState::stopped) << name;
}

TEST_F(ClosingTest, TheirOwnRestartIsCalledOff) {
  Strategy failing;
  failing.directive = Directive::escalate;
  failing.failsSupervisor = true;
  world.addActor("a", inner, failing);
  world.crash("a");
  const ChildId member = world.supervision.memberOf(inner);
  ASSERT_EQ(world.supervision.state(member), ChildState::backingOff);
  world.supervision.closeSupervisor(inner);
  EXPECT_EQ(world.timers.size(), 0u);
  world.advance(1000);
  EXPECT_TRUE(world.callsOf("restart").empty());
  stopWhole(inner);
  EXPECT_EQ(world.supervision.state(member), ChildState::stopped);
  EXPECT_EQ(world.stateOf("a"), ChildState::stopped);
}

TEST_F(ClosingTest, AGroupRestartThatIsUnderWayStartsNobodyElse) {
  world.supervision.setStepsPerSlice(1);
  for (const SupervisorId closing : {inner, root}) {
    for (const char* name : {"a", "b", "c"}) world.addActor(name, inner);
    world.crash("b");
    while (world.stateOf("a") != ChildState::running || world.healthOf("a").restartCount == 0) {
      fireOne();
    }
    ASSERT_EQ(world.stateOf("c"), ChildState::starting);
    world.supervision.closeSupervisor(closing);
    static_cast<void>(world.takeCalls());
    world.advance(1000);
    EXPECT_TRUE(world.callsOf("restart").empty()) << closing;
    EXPECT_EQ(world.timers.size(), 0u) << closing;
    stopWhole(inner);
    for (const char* name : {"a", "b", "c"}) {
      EXPECT_EQ(world.stateOf(name), ChildState::stopped) << name;
      world.supervision.removeChild(world.idOf(name));
    }
    EXPECT_EQ(world.supervision.restartChild(world.supervision.memberOf(inner), world.now),
              ManagementVerdict::ok);
  }
}

TEST_F(ClosingTest, ARestartAboveThatHasTakenThemDownDoesNotStartThem) {
  world.supervision.setStepsPerSlice(1);
  world.addActor("a", inner);
  world.addActor("other", root);
  world.crash("other");
  while (world.supervision.state(world.supervision.memberOf(inner)) != ChildState::starting) {
    fireOne();
  }
  world.supervision.closeSupervisor(inner);
  world.advance(1000);
  EXPECT_EQ(world.callsOf("restart"), std::vector<std::string>{"other"});
  stopWhole(inner);
  EXPECT_EQ(world.stateOf("a"), ChildState::stopped);
}

TEST_F(ClosingTest, OnceTheyHaveEndedAGroupRestartAboveMayReviveThem) {
  SupervisorPolicy policy;
  policy.scope = RestartScope::oneForAll;
  policy.reviveStopped = true;
  const SupervisorId group = world.addSupervisor(policy);
  const SupervisorId ended = world.addSupervisor(policy, group);
  world.addActor("a", ended);
  world.addActor("other", group);
  world.supervision.closeSupervisor(ended);
  stopWhole(ended);
  world.crash("other");
  world.advance(0);
  EXPECT_EQ(world.supervision.state(world.supervision.memberOf(ended)), ChildState::running);
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
}

}  // namespace
}  // namespace statewarden
