// Children that are down and about to be started again together with others.
#include <gtest/gtest.h>

#include "supervision/world.hpp"

namespace statewarden {
namespace {

class DueChildrenTest : public testing::Test {
 protected:
  /// Adds a supervisor that restarts all its children together.
  SupervisorId addGroup(SupervisorPolicy policy = {}, SupervisorId parent = kNoSupervisor) {
    policy.defaultStrategy = world.supervision.defineStrategy(restartAtOnce());
    policy.scope = RestartScope::oneForAll;
    return world.addSupervisor(policy, parent);
  }
  static Strategy restartLater() {
    Strategy strategy = restartAtOnce();
    strategy.backoff = {.type = BackoffType::linear, .initialDelay = 100, .maxDelay = 100};
    return strategy;
  }
  void finish(const std::string& name) { world.supervision.finished(world.idOf(name), world.now); }
  ChildState memberState(SupervisorId supervisor) {
    return world.supervision.state(world.supervision.memberOf(supervisor));
  }

  World world;
};

TEST_F(DueChildrenTest, WhoComesBackWithItsSupervisorDoesSoThoughAnElderSiblingCannotStart) {
  const SupervisorId root = world.addSupervisor();
  const SupervisorId group = addGroup({}, root);
  for (const char* name : {"first", "finished", "temporary"}) world.addActor(name, group);
  world.supervision.setTraits(world.idOf("temporary"), {.restartType = RestartType::temporary});
  finish("finished");
  world.failingStarts["first"] = 1;
  world.supervision.restart(world.supervision.memberOf(group), RestartMode::fresh, world.now);
  world.advance(0);
  for (const char* name : {"first", "finished", "temporary"}) {
    EXPECT_EQ(world.stateOf(name), ChildState::running) << name;
  }
}

TEST_F(DueChildrenTest, ASignificantChildThatIsAboutToComeBackHasNotEnded) {
  world.supervision.setStepsPerSlice(1);
  const SupervisorId group =
      addGroup({.reviveStopped = true, .autoShutdown = AutoShutdown::allSignificant});
  for (const char* name : {"elder", "younger", "other"}) world.addActor(name, group);
  for (const char* name : {"elder", "younger"}) {
    world.supervision.setTraits(world.idOf(name), {.isSignificant = true});
  }
  finish("younger");
  world.crash("other");
  while (world.healthOf("elder").restartCount == 0) {
    const std::optional<TimerPayload> payload = world.timers.popDue(world.now);
    ASSERT_TRUE(payload.has_value());
    world.supervision.onTimer(*payload, world.now);
  }
  ASSERT_EQ(world.stateOf("younger"), ChildState::stopped) << "its turn is still to come";
  finish("elder");
  world.advance(0);
  EXPECT_EQ(world.stateOf("younger"), ChildState::running);
  EXPECT_EQ(world.stateOf("other"), ChildState::running);
  finish("younger");
  world.advance(0);
  EXPECT_EQ(world.stateOf("other"), ChildState::stopped) << "now all have ended";
}

TEST_F(DueChildrenTest, TheOthersWaitForASupervisorThatFailsWhileTheGroupStarts) {
  for (const bool isDeep : {false, true}) {
    World fresh;
    SupervisorPolicy policy{.defaultStrategy = fresh.supervision.defineStrategy(restartLater()),
                            .scope = RestartScope::oneForAll};
    const SupervisorId root = fresh.addSupervisor(policy);
    const SupervisorId group = isDeep ? fresh.addSupervisor(policy, root) : root;
    const SupervisorId inner = fresh.addSupervisor({.maxRestarts = 0}, group);
    fresh.addActor("inside", inner);
    fresh.addActor("behind", group);
    fresh.addActor("last", root);
    fresh.failingStarts["inside"] = 1;
    fresh.crash("last");
    fresh.advance(0);
    EXPECT_EQ(fresh.stateOf("behind"), ChildState::starting) << isDeep;
    EXPECT_EQ(fresh.callsOf("restart"), isDeep ? (std::vector<std::string>{"inside", "last"})
                                               : std::vector<std::string>{"inside"})
        << "what is behind the group does not depend on one in it";
    fresh.advance(100);
    for (const char* name : {"inside", "behind", "last"}) {
      EXPECT_EQ(fresh.stateOf(name), ChildState::running) << name << ' ' << isDeep;
    }
    EXPECT_EQ(fresh.healthOf("behind").restartCount, 1u) << isDeep;
  }
}

TEST_F(DueChildrenTest, AGroupBehindAnElderChildThatIsAwaitedWaitsForItToo) {
  SupervisorPolicy policy;
  policy.scope = RestartScope::restForOne;
  const SupervisorId group = world.addSupervisor(policy);
  world.addActor("elder", group, restartLater());
  world.addActor("between", group);
  world.failingStarts["elder"] = 1;
  world.crash("elder");
  world.advance(100);
  world.addActor("behind", group);
  world.crash("behind");
  world.advance(0);
  EXPECT_EQ(world.stateOf("elder"), ChildState::backingOff);
  EXPECT_EQ(world.stateOf("between"), ChildState::starting);
  EXPECT_EQ(world.stateOf("behind"), ChildState::starting);
  static_cast<void>(world.takeCalls());
  world.advance(100);
  EXPECT_EQ(world.callsOf("restart"), (std::vector<std::string>{"elder", "between", "behind"}));
}

TEST_F(DueChildrenTest, TheElderChildMayEndWhileTheGroupBehindItIsTakenDown) {
  world.supervision.setStepsPerSlice(1);
  SupervisorPolicy policy;
  policy.scope = RestartScope::restForOne;
  const SupervisorId group = world.addSupervisor(policy);
  world.addActor("elder", group, restartLater());
  world.addActor("between", group);
  world.failingStarts["elder"] = 1;
  world.crash("elder");
  world.advance(100);
  for (const char* name : {"behind", "last"}) world.addActor(name, group);
  world.crash("behind");
  world.supervision.stop(world.idOf("elder"), world.now);
  world.advance(0);
  for (const char* name : {"between", "behind", "last"}) {
    EXPECT_EQ(world.stateOf(name), ChildState::running) << name;
  }
  EXPECT_EQ(world.timers.size(), 0u);
}

TEST_F(DueChildrenTest, WhatAFailedChildHasRunningEndsWhenItsGroupWaitsForAnElderOne) {
  const SupervisorId group = addGroup();
  world.addActor("elder", group, restartLater());
  world.addActor("failed", group);
  world.failingStarts["elder"] = 1;
  world.crash("failed");
  EXPECT_EQ(world.stateOf("elder"), ChildState::backingOff);
  EXPECT_EQ(world.callsOf("halt"), (std::vector<std::string>{"elder", "elder", "failed"}));
  world.advance(100);
  EXPECT_EQ(world.stateOf("failed"), ChildState::running);
}

}  // namespace
}  // namespace statewarden
