// Managing single children by call, with the results of OTP.
#include <utility>

#include <gtest/gtest.h>

#include "supervision/world.hpp"

namespace statewarden {
namespace {

using Calls = std::vector<std::string>;

class ManagementTest : public testing::Test {
 protected:
  SupervisorId build(const SupervisorPolicy& policy, const std::string& names) {
    const SupervisorId id = world.addSupervisor(policy);
    for (const char name : names) world.addActor(std::string(1, name), id);
    return id;
  }
  ManagementVerdict terminate(const std::string& name) {
    return world.supervision.terminateChild(world.idOf(name), world.now);
  }
  ManagementVerdict start(const std::string& name) {
    return world.supervision.restartChild(world.idOf(name), world.now);
  }
  ManagementVerdict forget(const std::string& name) {
    return world.supervision.deleteChild(world.idOf(name));
  }

  World world;
};

TEST_F(ManagementTest, O24EachCallAnswersAccordingToWhereTheChildStands) {
  const SupervisorId supervisor = build({}, "a");
  EXPECT_EQ(start("a"), ManagementVerdict::running);
  EXPECT_EQ(forget("a"), ManagementVerdict::running);
  EXPECT_EQ(terminate("a"), ManagementVerdict::ok);
  EXPECT_EQ(terminate("a"), ManagementVerdict::ok) << "also when it is down already";
  EXPECT_EQ(world.supervision.countChildren(supervisor).specs, 1u);
  EXPECT_EQ(world.supervision.countChildren(supervisor).active, 0u);
  EXPECT_EQ(start("a"), ManagementVerdict::ok);
  EXPECT_EQ(world.supervision.countChildren(supervisor).active, 1u);
  static_cast<void>(terminate("a"));
  EXPECT_EQ(forget("a"), ManagementVerdict::ok);
  EXPECT_EQ(forget("a"), ManagementVerdict::notFound);
  EXPECT_EQ(terminate("a"), ManagementVerdict::notFound);
  EXPECT_EQ(start("a"), ManagementVerdict::notFound);
}

TEST_F(ManagementTest, O11AStartByCallThatFailsIsNotTriedAgain) {
  build({}, "a");
  static_cast<void>(terminate("a"));
  world.failingStarts["a"] = 1;
  EXPECT_EQ(start("a"), ManagementVerdict::startFailed);
  EXPECT_EQ(world.stateOf("a"), ChildState::stopped);
  EXPECT_EQ(world.timers.size(), 0u);
  EXPECT_EQ(start("a"), ManagementVerdict::ok);
}

TEST_F(ManagementTest, AFailureThatFollowsASuccessfulStartByCallIsDecidedLikeAnyOther) {
  build({}, "a");
  static_cast<void>(terminate("a"));
  bool hasFailed = false;
  world.onCall = [&](const std::string& call) {
    const bool isStart = call == "restart a" || call == "start a";
    if (isStart && !std::exchange(hasFailed, true)) world.crash("a");
  };
  EXPECT_EQ(start("a"), ManagementVerdict::ok);
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
  EXPECT_EQ(world.healthOf("a").errorCount, 1u);
  EXPECT_EQ(world.healthOf("a").restartCount, 1u);
}

TEST_F(ManagementTest, AFailedStartByCallIsCountedOnce) {
  build({}, "a");
  static_cast<void>(terminate("a"));
  world.failingStarts["a"] = 1;
  EXPECT_EQ(start("a"), ManagementVerdict::startFailed);
  EXPECT_EQ(world.healthOf("a").errorCount, 1u);
  EXPECT_EQ(world.healthOf("a").restartCount, 0u);
}

TEST_F(ManagementTest, AFailureThatFollowsASuccessfulStartOfANewActorIsNoFailedStart) {
  const SupervisorId supervisor = world.addSupervisor();
  const ChildId child = world.addActor("a", supervisor);
  static_cast<void>(terminate("a"));
  world.supervision.setActor(child, kNoActor);
  world.supervision.setTraits(child, {.restartType = RestartType::permanent});
  int failures = 1;
  world.onCall = [&](const std::string& call) {
    if (call == "start a" && failures-- > 0) {
      EXPECT_EQ(world.crash("a"), FailureVerdict::ignored) << "while it is being made";
    }
  };
  static_cast<void>(world.takeEvents());
  EXPECT_TRUE(world.supervision.restart(child, RestartMode::fresh, world.now));
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
  std::vector<EventType> types;
  for (const EventRecord& record : world.takeEvents()) types.push_back(record.type);
  EXPECT_EQ(types, (std::vector<EventType>{EventType::childRestarted, EventType::childFailed,
                                           EventType::childRestarted}));
  EXPECT_EQ(world.healthOf("a").errorCount, 1u);
}

TEST_F(ManagementTest, AFailedStartOfANewActorIsCountedOnce) {
  const SupervisorId supervisor = world.addSupervisor();
  const ChildId child = world.addActor("a", supervisor);
  static_cast<void>(terminate("a"));
  world.supervision.setActor(child, kNoActor);
  world.failingStarts["a"] = 1;
  EXPECT_FALSE(world.supervision.restart(child, RestartMode::fresh, world.now));
  EXPECT_EQ(world.countEvents(EventType::restartFailed), 1u);
  world.advance(0);
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
  EXPECT_EQ(world.healthOf("a").errorCount, 1u);
}

TEST_F(ManagementTest, AStartByCallIsRefusedWhileTheSupervisorIsBeingStopped) {
  const SupervisorId parent = world.addSupervisor();
  const SupervisorId supervisor = world.addSupervisor({}, parent);
  world.addActor("a", supervisor);
  world.addActor("b", supervisor);
  ManagementVerdict verdict = ManagementVerdict::ok;
  static_cast<void>(terminate("b"));
  world.onCall = [&](const std::string& call) {
    if (call == "stop a") verdict = start("b");
  };
  static_cast<void>(
      world.supervision.terminateChild(world.supervision.memberOf(supervisor), world.now));
  EXPECT_EQ(verdict, ManagementVerdict::goingDown);
  EXPECT_EQ(world.stateOf("b"), ChildState::stopped);
}

TEST_F(ManagementTest, O100StopsAndStartsByCallCountTowardsNoLimit) {
  SupervisorPolicy policy;
  policy.maxRestarts = 0;
  build(policy, "a");
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(terminate("a"), ManagementVerdict::ok);
    EXPECT_EQ(start("a"), ManagementVerdict::ok);
  }
  EXPECT_EQ(world.healthOf("a").restartCount, 0u);
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
}

TEST_F(ManagementTest, O80AChildThatCannotStartIsRestartingAndTerminatingItEndsThat) {
  SupervisorPolicy policy;
  policy.maxRestarts = 8;
  build(policy, "a");
  world.failingStarts["a"] = 100;
  world.crash("a");
  EXPECT_EQ(world.supervision.presence(world.idOf("a")), ChildPresence::restarting);
  EXPECT_EQ(start("a"), ManagementVerdict::restarting);
  EXPECT_EQ(forget("a"), ManagementVerdict::restarting);
  EXPECT_EQ(terminate("a"), ManagementVerdict::ok);
  static_cast<void>(world.takeCalls());
  world.advance(1000);
  EXPECT_TRUE(world.takeCalls().empty());
  EXPECT_EQ(world.supervision.presence(world.idOf("a")), ChildPresence::stopped);
}

TEST_F(ManagementTest, O81ThoseBehindAMiddleChildThatCannotStartAreDown) {
  SupervisorPolicy policy;
  policy.scope = RestartScope::restForOne;
  policy.maxRestarts = 8;
  build(policy, "abc");
  world.failingStarts["b"] = 100;
  world.crash("b");
  EXPECT_EQ(world.supervision.presence(world.idOf("a")), ChildPresence::running);
  EXPECT_EQ(world.supervision.presence(world.idOf("b")), ChildPresence::restarting);
  EXPECT_NE(world.supervision.presence(world.idOf("c")), ChildPresence::running);
  EXPECT_EQ(start("b"), ManagementVerdict::restarting);
  EXPECT_EQ(terminate("b"), ManagementVerdict::ok);
  world.advance(0);
  EXPECT_EQ(world.supervision.presence(world.idOf("b")), ChildPresence::stopped);
}

TEST_F(ManagementTest, ADeletedChildComesBackWhenItsSupervisorBeginsAnewIfStoppedOnesDo) {
  for (const bool revives : {false, true}) {
    World own;
    SupervisorPolicy policy;
    policy.reviveStopped = revives;
    const SupervisorId top = own.addSupervisor(policy);
    const SupervisorId inner = own.addSupervisor(policy, top);
    own.addActor("a", inner);
    own.addActor("b", inner);
    EXPECT_EQ(own.supervision.terminateChild(own.idOf("a"), 0), ManagementVerdict::ok);
    EXPECT_EQ(own.supervision.deleteChild(own.idOf("a")), ManagementVerdict::ok);
    EXPECT_EQ(own.supervision.countChildren(inner).specs, 1u);
    own.supervision.restart(own.supervision.memberOf(inner), RestartMode::fresh, 0);
    EXPECT_EQ(own.supervision.countChildren(inner).specs, revives ? 2u : 1u);
    EXPECT_EQ(own.supervision.presence(own.idOf("a")),
              revives ? ChildPresence::running : ChildPresence::absent);
  }
}

TEST_F(ManagementTest, ATemporaryChildComesBackWhenItsSupervisorBeginsAnew) {
  const SupervisorId top = world.addSupervisor();
  const SupervisorId inner = world.addSupervisor({}, top);
  world.addActor("a", inner);
  world.supervision.setTraits(world.idOf("a"), {.restartType = RestartType::temporary});
  world.supervision.restart(world.supervision.memberOf(inner), RestartMode::fresh, 0);
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
}

TEST_F(ManagementTest, O74ChildrenThatAreBeingRestartedAreNotActive) {
  const SupervisorId supervisor = build({}, "abc");
  for (const char* name : {"a", "b"}) {
    world.failingStarts[name] = 1;
    world.crash(name);
  }
  ChildCounts counts = world.supervision.countChildren(supervisor);
  EXPECT_EQ(counts.specs, 3u);
  EXPECT_EQ(counts.active, 1u);
  EXPECT_EQ(counts.restarting, 2u);
  EXPECT_EQ(counts.workers, 3u);
  world.advance(10);
  counts = world.supervision.countChildren(supervisor);
  EXPECT_EQ(counts.active, 3u);
  EXPECT_EQ(counts.restarting, 0u);
}

TEST_F(ManagementTest, O73SupervisorsAndWorkersAreCountedApart) {
  const SupervisorId top = build({}, "ab");
  static_cast<void>(world.addSupervisor({}, top));
  const ChildCounts counts = world.supervision.countChildren(top);
  EXPECT_EQ(counts.supervisors, 1u);
  EXPECT_EQ(counts.workers, 2u);
  EXPECT_EQ(world.supervision.countChildren(kNoSupervisor).specs, 0u);
}

TEST_F(ManagementTest, O92ChildrenAreListedTheYoungestFirst) {
  const SupervisorId supervisor = build({}, "abc");
  static_cast<void>(terminate("b"));
  Calls names;
  for (ChildId at = world.supervision.lastChild(supervisor); at != kNoChild;
       at = world.supervision.previousChild(at)) {
    names.push_back(world.nameOf(at));
  }
  EXPECT_EQ(names, (Calls{"c", "b", "a"}));
}

TEST_F(ManagementTest, ASupervisorThatWasTerminatedComesBackWithWhatWentDownWithIt) {
  const SupervisorId top = world.addSupervisor();
  const SupervisorId inner = world.addSupervisor({}, top);
  for (const char* name : {"a", "b", "c"}) world.addActor(name, inner);
  static_cast<void>(terminate("b"));
  const ChildId member = world.supervision.memberOf(inner);
  EXPECT_EQ(world.supervision.terminateChild(member, 0), ManagementVerdict::ok);
  EXPECT_EQ(world.supervision.presence(member), ChildPresence::stopped);
  EXPECT_EQ(world.supervision.restartChild(member, 0), ManagementVerdict::ok);
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
  EXPECT_EQ(world.stateOf("b"), ChildState::stopped) << "it was stopped on purpose";
  EXPECT_EQ(world.stateOf("c"), ChildState::running);
}

TEST_F(ManagementTest, O71DynamicChildrenAreForgottenWhenTheirSupervisorBeginsAnew) {
  const SupervisorId top = world.addSupervisor();
  const SupervisorId inner = world.addSupervisor({}, top);
  for (const char* name : {"a", "b", "c"}) world.addActor(name, inner);
  world.supervision.setTraits(world.idOf("b"), {.isDynamic = true});
  world.supervision.setTraits(world.idOf("c"), {.isDynamic = true});
  static_cast<void>(terminate("c"));
  world.supervision.restart(world.supervision.memberOf(inner), RestartMode::fresh, 0);
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
  EXPECT_EQ(world.supervision.presence(world.idOf("b")), ChildPresence::absent);
  EXPECT_EQ(world.supervision.presence(world.idOf("c")), ChildPresence::absent);
}

TEST_F(ManagementTest, OfADeletedDynamicChildNothingIsLeft) {
  build({}, "ab");
  const std::size_t before = world.supervision.childCount();
  for (const char* name : {"a", "b"}) static_cast<void>(terminate(name));
  world.supervision.setTraits(world.idOf("b"), {.isDynamic = true});
  EXPECT_EQ(forget("a"), ManagementVerdict::ok);
  EXPECT_EQ(world.supervision.childCount(), before) << "it may come back with its supervisor";
  EXPECT_EQ(forget("b"), ManagementVerdict::ok);
  EXPECT_EQ(world.supervision.childCount(), before - 1);
}

TEST_F(ManagementTest, AChildWithoutAnActorIsStoppedUntilItIsStarted) {
  const SupervisorId supervisor = world.addSupervisor();
  const ChildId child = world.supervision.addChild(supervisor, kNoActor, kNoStrategy, 0);
  EXPECT_EQ(world.supervision.presence(child), ChildPresence::stopped);
  EXPECT_EQ(world.supervision.restartChild(child, 0), ManagementVerdict::ok);
  EXPECT_EQ(world.callsOf("start").size(), 1u);
  EXPECT_EQ(world.supervision.health(child, 0).restartCount, 0u);
}

}  // namespace
}  // namespace statewarden
