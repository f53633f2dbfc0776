// From one incarnation to the next.
#include <gtest/gtest.h>

#include "interpreter/state_value.hpp"
#include "support/machine.hpp"

namespace statewarden::testing {
namespace {

constexpr const char* kChart = R"({"id": "m", "initial": "a", "states": {
  "a": {"entry": "+a", "exit": "-a", "on": {"GO": "b"}},
  "b": {"entry": "+b", "exit": "-b", "invoke": {"src": "s", "id": "child"},
        "after": {"100": {"target": "a", "actions": "late"}},
        "on": {"POISON": {"target": "a", "actions": "throw"}, "E": {"actions": "e"}}}}})";

/// Brings a machine into b, 40 ms ago, and makes it fail.
class Restart : public ::testing::Test {
 protected:
  Restart() {
    machine_.start();
    machine_.send("GO");
    machine_.wait(40);
    machine_.send("POISON");
  }

  [[nodiscard]] StateKey key(const std::string& value) {
    std::string error;
    return *readState(machine_.system.program(machine_.program)->chart(), value, "{}", error);
  }

  Machine machine_{kChart};
};

TEST_F(Restart, FreshBeginsInTheInitialStateWithoutExitActionsAndWithoutOldTimers) {
  EXPECT_TRUE(machine_.system.restart(machine_.id, RestartMode::fresh));
  EXPECT_EQ(machine_.host.takeLog(), (Log{"+a"}));
  EXPECT_EQ(machine_.value(), R"("a")");
  EXPECT_EQ(machine_.status(), ActorStatus::running);
  EXPECT_EQ(machine_.wait(1000), (Log{}));
}

TEST_F(Restart, LastGoodGoesOnWhereTheFailingEventFoundItAndStartsInvocationsAgain) {
  EXPECT_TRUE(machine_.system.restart(machine_.id, RestartMode::lastGood));
  EXPECT_EQ(machine_.host.takeLog(), (Log{"create child", "start child"}));
  EXPECT_EQ(machine_.value(), R"("b")");
  // The timer runs on from its old start.
  EXPECT_EQ(machine_.wait(59), (Log{}));
  EXPECT_EQ(machine_.wait(1), (Log{"-b", "late", "+a", "stop child"}));
}

TEST_F(Restart, LastGoodStartsATimerAgainThatIsGone) {
  machine_.system.halt(machine_.id);
  EXPECT_EQ(machine_.system.timers(0).size(), 0u);
  EXPECT_TRUE(machine_.system.restart(machine_.id, RestartMode::lastGood));
  EXPECT_EQ(machine_.host.wakeTimes[0], 140);
}

TEST_F(Restart, LastGoodGoesOnWithTimersThatAHaltHasKept) {
  machine_.system.halt(machine_.id, true);
  EXPECT_EQ(machine_.wait(30), (Log{}));
  EXPECT_TRUE(machine_.system.restart(machine_.id, RestartMode::lastGood));
  EXPECT_EQ(machine_.host.takeLog(), (Log{"create child", "start child"}));
  EXPECT_EQ(machine_.wait(29), (Log{}));
  EXPECT_EQ(machine_.wait(1), (Log{"-b", "late", "+a", "stop child"}));
}

TEST_F(Restart, LastGoodTakesADelayThatBecameDueWhileItWasHeldOnce) {
  machine_.system.halt(machine_.id, true);
  EXPECT_EQ(machine_.wait(100), (Log{}));
  EXPECT_TRUE(machine_.system.restart(machine_.id, RestartMode::lastGood));
  EXPECT_EQ(machine_.system.timers(0).size(), 0u);
  machine_.host.takeLog();
  machine_.system.resume(machine_.id);
  EXPECT_EQ(machine_.host.takeLog(), (Log{"-b", "late", "+a", "stop child"}));
  EXPECT_EQ(machine_.wait(1000), (Log{}));
}

TEST_F(Restart, FreshLosesTimersThatAHaltHasKept) {
  machine_.system.halt(machine_.id, true);
  EXPECT_EQ(machine_.wait(100), (Log{}));
  EXPECT_TRUE(machine_.system.restart(machine_.id, RestartMode::fresh));
  machine_.system.resume(machine_.id);
  EXPECT_EQ(machine_.host.takeLog(), (Log{"+a"}));
  EXPECT_EQ(machine_.system.timers(0).size(), 0u);
}

TEST_F(Restart, GivenBeginsInTheGivenStateAndStartsItsTimersAnew) {
  EXPECT_TRUE(machine_.system.restart(machine_.id, RestartMode::fresh));
  machine_.host.takeLog();
  EXPECT_TRUE(machine_.system.restartFrom(machine_.id, key(R"("b")")));
  EXPECT_EQ(machine_.host.takeLog(), (Log{"create child", "start child"}));
  EXPECT_EQ(machine_.value(), R"("b")");
  EXPECT_EQ(machine_.host.wakeTimes[0], 140);
}

TEST_F(Restart, RestoreOfAStartedActorKeepsTheStateForARestart) {
  machine_.system.restore(machine_.id, key(R"("a")"));
  EXPECT_EQ(machine_.value(), R"("b")");
  EXPECT_TRUE(machine_.system.restart(machine_.id, RestartMode::given));
  EXPECT_EQ(machine_.value(), R"("a")");
  EXPECT_EQ(machine_.system.timers(0).size(), 0u);
}

TEST_F(Restart, LetsWaitingEventsWaitUntilResume) {
  machine_.host.send(machine_.id, "GO");
  machine_.host.send(machine_.id, "E");
  EXPECT_TRUE(machine_.system.restart(machine_.id, RestartMode::fresh));
  EXPECT_EQ(machine_.host.takeLog(), (Log{"+a"}));
  machine_.system.resume(machine_.id);
  EXPECT_EQ(machine_.host.takeLog(), (Log{"-a", "+b", "create child", "start child", "e"}));
}

TEST_F(Restart, AnEventThatComesBeforeResumeQueuesBehindThoseThatWait) {
  machine_.host.send(machine_.id, "GO");
  EXPECT_TRUE(machine_.system.restart(machine_.id, RestartMode::fresh));
  machine_.host.takeLog();
  machine_.host.send(machine_.id, "E");
  EXPECT_EQ(machine_.host.takeLog(), (Log{"-a", "+b", "create child", "start child", "e"}));
}

TEST_F(Restart, FreshForgetsTimersThatHadFiredForTheOldIncarnation) {
  machine_.wait(60);
  EXPECT_EQ(machine_.system.mailboxSize(machine_.id), 1u);
  EXPECT_TRUE(machine_.system.restart(machine_.id, RestartMode::fresh));
  EXPECT_EQ(machine_.system.mailboxSize(machine_.id), 0u);
}

TEST_F(Restart, CountsIncarnations) {
  const std::uint32_t before = machine_.system.find(machine_.id)->incarnation;
  EXPECT_TRUE(machine_.system.restart(machine_.id, RestartMode::fresh));
  EXPECT_EQ(machine_.system.find(machine_.id)->incarnation, before + 1);
}

TEST_F(Restart, RevivesAStoppedActor) {
  machine_.system.stop(machine_.id);
  EXPECT_TRUE(machine_.system.restart(machine_.id, RestartMode::fresh));
  machine_.host.takeLog();
  EXPECT_EQ(machine_.send("GO"), (Log{"-a", "+b", "create child", "start child"}));
}

TEST(RestartFailure, OfAFreshStartKeepsTheActorSuspendedInItsLastGoodState) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {
    "a": {"entry": "assign:x", "always": {"guard": "broken", "actions": "throw"},
          "on": {"GO": "b"}}, "b": {}}})");
  machine.host.guards["broken"] = false;
  machine.start();
  machine.send("GO");
  machine.host.guards["broken"] = true;
  EXPECT_FALSE(machine.system.restart(machine.id, RestartMode::fresh));
  EXPECT_EQ(machine.status(), ActorStatus::suspended);
  EXPECT_EQ(machine.value(), R"("b")");
  // The caller knows from the answer; it is not told a second time.
  EXPECT_EQ(machine.host.takeLog(), (Log{"assign:x", "? broken", "throw"}));
  machine.host.guards["broken"] = false;
  EXPECT_TRUE(machine.system.restart(machine.id, RestartMode::fresh));
  EXPECT_EQ(machine.value(), R"("a")");
}

TEST(RestartFailure, OfAnInvocationOrADelayIsAnswered) {
  Machine invocation(R"({"id": "m", "initial": "a", "states": {
    "a": {"on": {"GO": "b"}}, "b": {"invoke": {"src": "s", "id": "child"}}}})");
  invocation.start();
  invocation.send("GO");
  invocation.host.onCall["create child"] = [&](ActorId actor) { invocation.system.halt(actor); };
  EXPECT_FALSE(invocation.system.restart(invocation.id, RestartMode::lastGood));
  EXPECT_EQ(invocation.host.heldEffects(), 0u);
  EXPECT_EQ(invocation.status(), ActorStatus::suspended);
}

TEST(RestartFailure, AnActorWhoseInitialStateFailedStartsFreshWhateverTheMode) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {
    "a": {"always": {"guard": "broken", "actions": "throw"}}}})");
  machine.start();
  EXPECT_EQ(machine.status(), ActorStatus::suspended);
  machine.host.guards["broken"] = false;
  EXPECT_TRUE(machine.system.restart(machine.id, RestartMode::lastGood));
  EXPECT_EQ(machine.value(), R"("a")");
}

TEST(RestartRefusal, WhileTheActorsOwnMacrostepRunsOrBeforeItsStart) {
  Machine machine(kChart);
  EXPECT_FALSE(machine.system.restart(machine.id, RestartMode::fresh));
  machine.start();
  bool isRefused = false;
  machine.host.onCall["+b"] = [&](ActorId actor) {
    EXPECT_TRUE(machine.system.find(actor)->isInMacrostep());
    isRefused = !machine.system.restart(actor, RestartMode::fresh);
  };
  machine.send("GO");
  EXPECT_TRUE(isRefused);
  EXPECT_EQ(machine.value(), R"("b")");
}

TEST(RestartRefusal, WhileAStopIsPending) {
  Machine machine(kChart);
  machine.system.setListening(machine.id, true);
  machine.start();
  machine.host.onCall["notify"] = [&](ActorId actor) {
    machine.system.stop(actor);
    EXPECT_FALSE(machine.system.restart(actor, RestartMode::fresh));
  };
  machine.send("GO");
  EXPECT_EQ(machine.status(), ActorStatus::stopped);
}

TEST(RestartInside, AnEffectEndsTheOldIncarnationsEffectsAndTimers) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {
    "a": {"entry": "+a", "on": {"GO": "b"}},
    "b": {"invoke": [{"src": "s", "id": "first"}, {"src": "s", "id": "second"}],
          "after": {"10": "a"}}}})");
  machine.start();
  machine.host.onCall["start first"] = [&](ActorId actor) {
    EXPECT_TRUE(machine.system.restart(actor, RestartMode::fresh));
  };
  EXPECT_EQ(machine.send("GO"), (Log{"create first", "create second", "start first", "+a"}));
  EXPECT_EQ(machine.value(), R"("a")");
  EXPECT_EQ(machine.status(), ActorStatus::running);
  EXPECT_EQ(machine.host.heldEffects(), 0u);
  EXPECT_EQ(machine.system.timers(0).size(), 0u);
  machine.host.onCall.clear();
  EXPECT_EQ(machine.send("GO"),
            (Log{"create first", "create second", "start first", "start second"}));
}

TEST(RestartInside, AnObserverIsFine) {
  Machine machine(kChart);
  machine.system.setListening(machine.id, true);
  machine.start();
  bool isFirst = true;
  machine.host.onCall["notify"] = [&](ActorId actor) {
    if (std::exchange(isFirst, false)) {
      EXPECT_TRUE(machine.system.restart(actor, RestartMode::fresh));
      EXPECT_EQ(machine.host.send(actor, "GO"), kTransitioned | kChanged);
    }
  };
  machine.send("GO");
  EXPECT_EQ(machine.value(), R"("b")");
  EXPECT_EQ(machine.system.mailboxSize(machine.id), 0u);
}

TEST(Halt, LetsEventsWaitCancelsTimersAndTellsNobody) {
  Machine machine(kChart);
  machine.start();
  machine.send("GO");
  machine.system.schedule(machine.id, 5, machine.host.hold("LATER"));
  machine.system.halt(machine.id);
  EXPECT_EQ(machine.host.takeLog(), (Log{}));
  EXPECT_EQ(machine.status(), ActorStatus::suspended);
  EXPECT_EQ(machine.system.timers(0).size(), 0u);
  EXPECT_EQ(machine.host.heldEvents(), 0u);
  EXPECT_EQ(machine.host.send(machine.id, "E"), kQueued);
  machine.system.halt(machine.id);
  EXPECT_TRUE(machine.system.restart(machine.id, RestartMode::fresh));
  EXPECT_EQ(machine.system.mailboxSize(machine.id), 1u);
}

TEST(Halt, GivesUpARunningMacrostepAndRollsItBack) {
  for (const char* place : {"ask", "act", "+b"}) {
    Machine machine(R"({"id": "m", "initial": "a", "states": {
      "a": {"on": {"E": {"target": "b", "guard": "ask", "actions": ["act", "raise:R"]}}},
      "b": {"entry": ["+b", "never"], "invoke": {"src": "s", "id": "child"}}}})");
    machine.start();
    machine.host.onCall[place] = [&](ActorId actor) { machine.system.halt(actor); };
    EXPECT_EQ(machine.host.send(machine.id, "E"), kDropped) << place;
    EXPECT_EQ(machine.host.log.back(), std::string(place) == "ask" ? "? ask" : place);
    EXPECT_EQ(machine.status(), ActorStatus::suspended) << place;
    EXPECT_EQ(machine.value(), R"("a")") << place;
    EXPECT_EQ(machine.host.heldEvents() + machine.host.heldEffects(), 0u) << place;
    machine.host.onCall.clear();
    EXPECT_TRUE(machine.system.restart(machine.id, RestartMode::fresh)) << place;
    EXPECT_EQ(machine.host.send(machine.id, "E"), kTransitioned | kChanged) << place;
  }
}

TEST(Halt, DuringEffectsDropsThoseThatAreLeft) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {"a": {"on": {"GO": "b"}},
    "b": {"invoke": [{"src": "s", "id": "first"}, {"src": "s", "id": "second"}]}}})");
  machine.start();
  machine.host.onCall["start first"] = [&](ActorId actor) { machine.system.halt(actor); };
  EXPECT_EQ(machine.send("GO"), (Log{"create first", "create second", "start first"}));
  EXPECT_EQ(machine.status(), ActorStatus::suspended);
  EXPECT_FALSE(machine.system.find(machine.id)->isBusy);
  EXPECT_EQ(machine.host.heldEffects(), 0u);
}

TEST(Halt, DoesAStopOrARemovalThatWasAskedForBefore) {
  Machine machine(kChart);
  machine.system.setListening(machine.id, true);
  machine.start();
  machine.host.onCall["notify"] = [&](ActorId actor) {
    machine.system.stop(actor);
    machine.system.remove(actor);
    machine.system.halt(actor);
    EXPECT_EQ(machine.system.find(actor), nullptr);
  };
  machine.send("GO");
  EXPECT_EQ(machine.system.size(), 0u);
}

TEST(Suspend, DuringAnEventLetsThoseBehindItWait) {
  Machine machine(kChart);
  machine.start();
  machine.host.onCall["+b"] = [&](ActorId actor) {
    machine.host.send(actor, "E");
    machine.system.suspend(actor);
  };
  machine.send("GO");
  EXPECT_EQ(machine.value(), R"("b")");
  EXPECT_EQ(machine.system.mailboxSize(machine.id), 1u);
  machine.system.resume(machine.id);
  EXPECT_EQ(machine.host.takeLog(), (Log{"e"}));
}

}  // namespace
}  // namespace statewarden::testing
