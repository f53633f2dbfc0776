// Children that finish, and what their end means for the supervisor.
#include <gtest/gtest.h>

#include "supervision/world.hpp"

namespace statewarden {
namespace {

using Calls = std::vector<std::string>;

class EndingTest : public testing::Test {
 protected:
  void finish(const std::string& name) { world.supervision.finished(world.idOf(name), world.now); }
  void stop(const std::string& name) { world.supervision.stop(world.idOf(name), world.now); }
  void makeSignificant(const std::string& name, RestartType type = RestartType::transient) {
    world.supervision.setTraits(world.idOf(name), {.restartType = type, .isSignificant = true});
  }
  SupervisorId addShuttingDown(AutoShutdown autoShutdown, SupervisorId parent = kNoSupervisor) {
    SupervisorPolicy policy;
    policy.autoShutdown = autoShutdown;
    return world.addSupervisor(policy, parent);
  }

  World world;
  SupervisorId supervisor = world.addSupervisor();
};

TEST_F(EndingTest, O31ATransientChildThatFinishesStaysDown) {
  world.addActor("a", supervisor);
  finish("a");
  EXPECT_EQ(world.takeCalls(), Calls{"ended a"});
  EXPECT_EQ(world.stateOf("a"), ChildState::stopped);
}

TEST_F(EndingTest, O30APermanentChildThatFinishesIsRestartedAndCounted) {
  world.addActor("a", supervisor, restartAtOnce(2));
  world.supervision.setTraits(world.idOf("a"), {.restartType = RestartType::permanent});
  finish("a");
  EXPECT_EQ(world.takeCalls(), (Calls{"restart a", "resume a"}));
  finish("a");
  finish("a");
  EXPECT_EQ(world.stateOf("a"), ChildState::stopped);
  EXPECT_EQ(world.healthOf("a").errorCount, 0u) << "an end is not an error";
}

TEST_F(EndingTest, O39ATemporaryChildThatFailsIsNotRestarted) {
  world.addActor("a", supervisor);
  world.supervision.setTraits(world.idOf("a"), {.restartType = RestartType::temporary});
  world.crash("a");
  EXPECT_EQ(world.stateOf("a"), ChildState::stopped);
  EXPECT_TRUE(world.callsOf("restart").empty());
}

TEST_F(EndingTest, APermanentChildThatFinishesInEveryStartDoesNotStopTime) {
  world.addActor("a", supervisor, restartAtOnce(kUnlimited));
  world.supervision.setTraits(world.idOf("a"), {.restartType = RestartType::permanent});
  world.onCall = [&](const std::string& call) {
    if (call == "restart a") finish("a");
  };
  finish("a");
  world.advance(10);
  EXPECT_EQ(world.callsOf("restart").size(), 11u);
}

TEST_F(EndingTest, AChildMayFinishWithinItsRestart) {
  world.addActor("a", supervisor);
  world.onCall = [&](const std::string& call) {
    if (call == "restart a") finish("a");
  };
  world.crash("a");
  EXPECT_EQ(world.stateOf("a"), ChildState::stopped);
  EXPECT_EQ(world.callsOf("ended"), Calls{"a"});
  EXPECT_EQ(world.healthOf("a").restartCount, 1u);
}

TEST_F(EndingTest, StoppingTwiceEndsOnce) {
  world.addActor("a", supervisor);
  world.onCall = [&](const std::string& call) {
    if (call == "stop a" || call == "ended a") stop("a");
  };
  stop("a");
  EXPECT_EQ(world.takeCalls(), (Calls{"stop a", "ended a"}));
}

TEST_F(EndingTest, O56InsignificantChildrenNeverShutTheSupervisorDown) {
  const SupervisorId shutting = addShuttingDown(AutoShutdown::anySignificant);
  world.addActor("a", shutting);
  world.addActor("b", shutting);
  finish("a");
  EXPECT_EQ(world.stateOf("b"), ChildState::running);
}

TEST_F(EndingTest, O59AnySignificantChildThatFinishesEndsTheOthers) {
  const SupervisorId shutting = addShuttingDown(AutoShutdown::anySignificant);
  for (const char* name : {"a", "b", "c"}) world.addActor(name, shutting);
  makeSignificant("b");
  world.crash("b");
  EXPECT_EQ(world.stateOf("a"), ChildState::running) << "a restart is not an end";
  finish("b");
  EXPECT_EQ(world.callsOf("stop"), (Calls{"c", "a"}));
}

TEST_F(EndingTest, O58ATemporarySignificantChildThatFailsEndsTheOthers) {
  const SupervisorId shutting = addShuttingDown(AutoShutdown::anySignificant);
  for (const char* name : {"a", "b"}) world.addActor(name, shutting);
  makeSignificant("b", RestartType::temporary);
  world.crash("b");
  EXPECT_EQ(world.stateOf("a"), ChildState::stopped);
}

TEST_F(EndingTest, O58AStopByCallDoesNotShutDown) {
  const SupervisorId shutting = addShuttingDown(AutoShutdown::anySignificant);
  for (const char* name : {"a", "b"}) world.addActor(name, shutting);
  makeSignificant("b");
  stop("b");
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
}

TEST_F(EndingTest, ASignificantChildThatWasStoppedOnPurposeStaysDownAfterAShutdown) {
  SupervisorPolicy policy;
  policy.autoShutdown = AutoShutdown::anySignificant;
  const SupervisorId parent = world.addSupervisor();
  const SupervisorId shutting = world.addSupervisor(policy, parent);
  for (const char* name : {"a", "b"}) {
    const ChildId child = world.addActor(name, shutting);
    world.supervision.setTraits(child,
                                {.restartType = RestartType::transient, .isSignificant = true});
  }
  world.supervision.stop(world.idOf("a"), world.now);
  world.supervision.finished(world.idOf("b"), world.now);
  world.advance(0);
  EXPECT_EQ(world.stateOf("a"), ChildState::stopped);
  EXPECT_EQ(world.stateOf("b"), ChildState::running);
}

TEST_F(EndingTest, O104AllSignificantWaitsForTheLastOne) {
  const SupervisorId shutting = addShuttingDown(AutoShutdown::allSignificant);
  for (const char* name : {"a", "b", "c"}) world.addActor(name, shutting);
  makeSignificant("a");
  makeSignificant("b");
  stop("a");
  EXPECT_EQ(world.stateOf("c"), ChildState::running);
  finish("b");
  EXPECT_EQ(world.stateOf("c"), ChildState::stopped);
}

TEST_F(EndingTest, O61BystandersOfAGroupRestartDoNotShutDown) {
  SupervisorPolicy policy;
  policy.scope = RestartScope::oneForAll;
  policy.autoShutdown = AutoShutdown::anySignificant;
  const SupervisorId shutting = world.addSupervisor(policy);
  for (const char* name : {"a", "b"}) world.addActor(name, shutting);
  makeSignificant("b", RestartType::temporary);
  world.crash("a");
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
  EXPECT_EQ(world.stateOf("b"), ChildState::stopped);
}

TEST_F(EndingTest, O61OnlyTheOwnEndOfASignificantChildCountsWhateverTheScope) {
  for (const RestartScope scope :
       {RestartScope::oneForOne, RestartScope::oneForAll, RestartScope::restForOne}) {
    for (const AutoShutdown mode : {AutoShutdown::anySignificant, AutoShutdown::allSignificant}) {
      World own;
      SupervisorPolicy policy;
      policy.scope = scope;
      policy.autoShutdown = mode;
      const SupervisorId shutting = own.addSupervisor(policy);
      for (const char* name : {"a", "b", "c"}) own.addActor(name, shutting);
      own.supervision.setTraits(own.idOf("b"),
                                {.restartType = RestartType::temporary, .isSignificant = true});
      own.supervision.setTraits(own.idOf("c"),
                                {.restartType = RestartType::transient, .isSignificant = true});
      own.crash("a");
      EXPECT_EQ(own.stateOf("a"), ChildState::running);
      EXPECT_EQ(own.stateOf("c"), ChildState::running);
      EXPECT_EQ(own.stateOf("b") == ChildState::running, scope == RestartScope::oneForOne);
      own.supervision.finished(own.idOf("c"), own.now);
      const bool isLast = mode == AutoShutdown::anySignificant || scope != RestartScope::oneForOne;
      EXPECT_EQ(own.stateOf("a") == ChildState::stopped, isLast);
    }
  }
}

TEST_F(EndingTest, O21NothingIsRestartedBelowASupervisorThatIsBeingStopped) {
  for (const RestartScope scope :
       {RestartScope::oneForOne, RestartScope::oneForAll, RestartScope::restForOne}) {
    World own;
    SupervisorPolicy policy;
    policy.scope = scope;
    policy.autoShutdown = AutoShutdown::anySignificant;
    const SupervisorId top = own.addSupervisor();
    const SupervisorId middle = own.addSupervisor(policy, top);
    const SupervisorId closing = own.addSupervisor(policy, middle);
    Strategy slow = restartAtOnce();
    slow.backoff = {.type = BackoffType::linear, .initialDelay = 10, .maxDelay = 10};
    own.addActor("waiting", closing, slow);
    own.crash("waiting");
    for (const char* name : {"last", "finishing", "failing", "significant"}) {
      own.addActor(name, closing);
    }
    own.supervision.setTraits(own.idOf("finishing"), {.restartType = RestartType::permanent});
    own.supervision.setTraits(own.idOf("significant"),
                              {.restartType = RestartType::transient, .isSignificant = true});
    static_cast<void>(own.takeCalls());
    own.supervision.closeSupervisor(middle);
    own.crash("failing");
    own.supervision.finished(own.idOf("finishing"), own.now);
    own.supervision.finished(own.idOf("significant"), own.now);
    own.advance(100);
    EXPECT_EQ(own.takeCalls(),
              (Calls{"suspend failing", "stop failing", "ended failing", "ended finishing",
                     "ended significant", "stop waiting", "ended waiting"}));
    EXPECT_EQ(own.stateOf("last"), ChildState::running);
    EXPECT_EQ(own.timers.size(), 0u);
  }
}

TEST_F(EndingTest, AFailureThatWouldFailASupervisorThatIsBeingStoppedEndsItsActorAlone) {
  const SupervisorId inner = world.addSupervisor({}, supervisor);
  Strategy failing = directive(Directive::escalate);
  failing.failsSupervisor = true;
  world.addActor("a", inner, failing);
  world.addActor("b", inner);
  world.supervision.closeSupervisor(inner);
  world.crash("a");
  EXPECT_EQ(world.stateOf("a"), ChildState::stopped);
  EXPECT_EQ(world.stateOf("b"), ChildState::running);
}

TEST_F(EndingTest, ASupervisorThatBeginsAnewRestartsItsChildrenAgain) {
  const SupervisorId inner = world.addSupervisor({}, supervisor);
  world.addActor("a", inner);
  const ChildId member = world.supervision.memberOf(inner);
  world.supervision.closeSupervisor(inner);
  world.crash("a");
  EXPECT_EQ(world.supervision.terminateChild(member, world.now), ManagementVerdict::ok);
  EXPECT_EQ(world.supervision.restartChild(member, world.now), ManagementVerdict::ok);
  EXPECT_EQ(world.stateOf("a"), ChildState::running) << "it failed, nobody stopped it on purpose";
  world.crash("a");
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
}

TEST_F(EndingTest, O62AShutdownGoesUpThroughSignificantSupervisors) {
  const SupervisorId outer = addShuttingDown(AutoShutdown::anySignificant);
  const SupervisorId inner = addShuttingDown(AutoShutdown::anySignificant, outer);
  world.addActor("worker", inner);
  world.addActor("other", outer);
  makeSignificant("worker");
  world.supervision.setTraits(world.supervision.memberOf(inner),
                              {.restartType = RestartType::transient, .isSignificant = true});
  finish("worker");
  EXPECT_EQ(world.stateOf("other"), ChildState::stopped);
  EXPECT_EQ(world.callsOf("ended"), (Calls{"worker", "supervisor", "other"}));
}

TEST_F(EndingTest, O62ASupervisorThatIsNotSignificantEndsAlone) {
  const SupervisorId outer = addShuttingDown(AutoShutdown::anySignificant);
  const SupervisorId inner = addShuttingDown(AutoShutdown::anySignificant, outer);
  world.addActor("worker", inner);
  world.addActor("other", outer);
  makeSignificant("worker");
  world.supervision.setTraits(world.supervision.memberOf(inner),
                              {.restartType = RestartType::transient});
  finish("worker");
  EXPECT_EQ(world.stateOf("other"), ChildState::running);
  EXPECT_EQ(world.supervision.state(world.supervision.memberOf(inner)), ChildState::stopped);
}

TEST_F(EndingTest, O69OnlyThoseThatAreSignificantByNowAreWaitedFor) {
  const SupervisorId shutting = addShuttingDown(AutoShutdown::allSignificant);
  for (const char* name : {"a", "b", "c"}) world.addActor(name, shutting);
  for (const char* name : {"a", "b"}) makeSignificant(name);
  makeSignificant("b");
  world.supervision.setTraits(world.idOf("a"), {});
  finish("b");
  EXPECT_EQ(world.stateOf("a"), ChildState::stopped);
  EXPECT_EQ(world.stateOf("c"), ChildState::stopped);
}

TEST_F(EndingTest, O64AChangedPolicyRulesTheNextEnd) {
  const SupervisorId shutting = addShuttingDown(AutoShutdown::anySignificant);
  for (const char* name : {"a", "b"}) world.addActor(name, shutting);
  makeSignificant("a");
  world.supervision.setPolicy(shutting, {}, world.now);
  finish("a");
  EXPECT_EQ(world.stateOf("b"), ChildState::running);
}

}  // namespace
}  // namespace statewarden
