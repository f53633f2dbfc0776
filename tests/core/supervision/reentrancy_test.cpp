// Port calls that come back into supervision, or take away what is being worked on.
#include <gtest/gtest.h>

#include "supervision/world.hpp"

namespace statewarden {
namespace {

using Calls = std::vector<std::string>;

class ReentrancyTest : public testing::Test {
 protected:
  void on(const std::string& call, const std::function<void()>& action) {
    world.onCall = [=](const std::string& actual) {
      if (actual == call) action();
    };
  }
  void stop(const std::string& name) { world.supervision.stop(world.idOf(name), world.now); }
  void remove(const std::string& name) { world.supervision.removeChild(world.idOf(name)); }

  World world;
  SupervisorId supervisor = world.addSupervisor();
};

TEST_F(ReentrancyTest, AnErrorCallbackMayStopTheChild) {
  world.addActor("a", supervisor);
  on("suspend a", [&] { stop("a"); });
  EXPECT_EQ(world.crash("a"), FailureVerdict::ignored);
  EXPECT_EQ(world.stateOf("a"), ChildState::stopped);
  EXPECT_TRUE(world.callsOf("restart").empty());
}

TEST_F(ReentrancyTest, AnErrorCallbackMayRemoveTheChild) {
  world.addActor("a", supervisor);
  on("suspend a", [&] { remove("a"); });
  EXPECT_EQ(world.crash("a"), FailureVerdict::ignored);
  EXPECT_EQ(world.supervision.childCount(), 0u);
}

TEST_F(ReentrancyTest, AChildMayBeStoppedWithinItsRestart) {
  world.addActor("a", supervisor);
  on("restart a", [&] { stop("a"); });
  world.crash("a");
  EXPECT_EQ(world.stateOf("a"), ChildState::stopped);
  EXPECT_TRUE(world.callsOf("resume").empty());
  EXPECT_EQ(world.timers.size(), 0u);
}

TEST_F(ReentrancyTest, AChildMayBeRemovedWithinItsRestart) {
  world.addActor("a", supervisor);
  on("restart a", [&] { remove("a"); });
  world.crash("a");
  EXPECT_EQ(world.supervision.childCount(), 0u);
}

TEST_F(ReentrancyTest, AChildMayBeRemovedWhenItHasEnded) {
  world.addActor("a", supervisor, directive(Directive::stop));
  on("ended a", [&] { remove("a"); });
  world.crash("a");
  EXPECT_EQ(world.supervision.childCount(), 0u);
}

TEST_F(ReentrancyTest, AChildCannotRestartItselfWithinItsStart) {
  const ChildId a = world.addActor("a", supervisor);
  bool accepted = true;
  on("restart a", [&] { accepted = world.supervision.restart(a, RestartMode::fresh, world.now); });
  world.crash("a");
  EXPECT_FALSE(accepted);
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
}

TEST_F(ReentrancyTest, AnErrorCallbackMayRestartTheChildItself) {
  const ChildId a = world.addActor("a", supervisor);
  on("suspend a", [&] { world.supervision.restart(a, RestartMode::lastGood, world.now); });
  EXPECT_EQ(world.crash("a"), FailureVerdict::ignored);
  EXPECT_EQ(world.callsOf("restart").size(), 1u);
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
}

TEST_F(ReentrancyTest, AThousandWaitingEventsThatAllFailDoNotRecurse) {
  const ChildId a = world.addActor("a", supervisor, restartAtOnce(kUnlimited));
  int waiting = 1000;
  int depth = 0;
  int deepest = 0;
  on("resume a", [&] {
    if (waiting == 0) return;
    --waiting;
    deepest = std::max(deepest, ++depth);
    world.crash(a);
    --depth;
  });
  world.crash(a);
  world.advance(0);
  EXPECT_EQ(deepest, 1);
  EXPECT_EQ(waiting, 0);
  EXPECT_EQ(world.callsOf("restart").size(), 1001u);
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
}

TEST_F(ReentrancyTest, AThousandResumedFailuresDoNotRecurse) {
  Strategy strategy = directive(Directive::resume);
  strategy.limit = kUnlimited;
  const ChildId a = world.addActor("a", supervisor, strategy);
  int waiting = 1000;
  int depth = 0;
  int deepest = 0;
  on("resume a", [&] {
    if (waiting == 0) return;
    --waiting;
    deepest = std::max(deepest, ++depth);
    world.crash(a);
    --depth;
  });
  world.crash(a);
  EXPECT_EQ(deepest, 1);
  EXPECT_EQ(waiting, 0);
  EXPECT_EQ(world.callsOf("resume").size(), 1001u);
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
}

TEST_F(ReentrancyTest, AChainOfChildrenThatMakeEachOtherFailIsBounded) {
  for (int i = 0; i < 500; ++i) world.addActor(std::to_string(i), supervisor);
  int depth = 0;
  int deepest = 0;
  world.onCall = [&](const std::string& call) {
    if (!call.starts_with("restart ")) return;
    const int next = std::stoi(call.substr(8)) + 1;
    deepest = std::max(deepest, ++depth);
    if (next < 500) world.crash(std::to_string(next));
    --depth;
  };
  world.crash("0");
  world.advance(0);
  EXPECT_LE(deepest, static_cast<int>(Supervision::kMaxNestedRestarts));
  EXPECT_EQ(world.callsOf("restart").size(), 500u);
  EXPECT_EQ(world.stateOf("499"), ChildState::running);
}

TEST_F(ReentrancyTest, ASiblingMayBeStoppedWhileTheGroupIsTakenDown) {
  SupervisorPolicy policy;
  policy.scope = RestartScope::oneForAll;
  const SupervisorId group = world.addSupervisor(policy);
  for (const char* name : {"a", "b", "c", "d"}) world.addActor(name, group);
  on("halt d", [&] {
    stop("c");
    stop("d");
  });
  world.crash("a");
  EXPECT_EQ(world.callsOf("restart"), (Calls{"a", "b"}));
}

TEST_F(ReentrancyTest, SiblingsMayBeRemovedWhileTheGroupIsTakenDownAndStarted) {
  SupervisorPolicy policy;
  policy.scope = RestartScope::oneForAll;
  const SupervisorId group = world.addSupervisor(policy);
  for (const char* name : {"a", "b", "c", "d", "e"}) world.addActor(name, group);
  world.onCall = [&](const std::string& call) {
    if (call == "halt d") remove("c");
    if (call == "halt a") remove("a");
    if (call == "restart b") remove("d");
  };
  world.crash("e");
  EXPECT_EQ(world.callsOf("restart"), (Calls{"b", "e"}));
  EXPECT_EQ(world.supervision.childCount(), 2u);
}

TEST_F(ReentrancyTest, TheSupervisorMayBeRemovedAtAnyCall) {
  for (const RestartScope scope :
       {RestartScope::oneForOne, RestartScope::oneForAll, RestartScope::restForOne}) {
    for (std::uint64_t at = 0; at < 12; ++at) {
      World own;
      SupervisorPolicy policy;
      policy.scope = scope;
      const SupervisorId top = own.addSupervisor(policy);
      const SupervisorId group = own.addSupervisor(policy, top);
      for (const char* name : {"a", "b", "c"}) own.addActor(name, group);
      own.onCall = [&](const std::string&) {
        if (own.callCount == at + 1) own.supervision.removeSupervisor(group);
      };
      own.crash("b");
      own.advance(100);
      own.supervision.removeSupervisor(top);
      EXPECT_EQ(own.supervision.childCount(), 0u);
      EXPECT_EQ(own.timers.size(), 0u);
    }
  }
}

TEST_F(ReentrancyTest, AChildThatIsAddedAndFailsWhileEverythingIsStoppedIsStoppedToo) {
  SupervisorPolicy policy;
  policy.maxRestarts = 0;
  const SupervisorId top = world.addSupervisor(policy);
  world.addActor("a", top);
  world.addActor("b", top);
  on("ended b", [&] {
    world.addActor("c", top);
    world.crash("c");
  });
  world.crash("a");
  EXPECT_EQ(world.stateOf("b"), ChildState::stopped);
  EXPECT_EQ(world.stateOf("c"), ChildState::stopped);
}

TEST_F(ReentrancyTest, TimeMayBeAdvancedWithinACall) {
  Strategy slow = restartAtOnce();
  slow.backoff.type = BackoffType::linear;
  world.addActor("a", supervisor, slow);
  world.addActor("b", supervisor);
  world.crash("a");
  on("restart b", [&] { world.advance(1000); });
  world.crash("b");
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
  EXPECT_EQ(world.stateOf("b"), ChildState::running);
}

}  // namespace
}  // namespace statewarden
