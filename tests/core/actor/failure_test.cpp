// Failures: what is told, what is kept, what is lost.
#include <gtest/gtest.h>

#include "support/machine.hpp"

namespace statewarden::testing {
namespace {

constexpr const char* kChart = R"({"id": "m", "initial": "a", "states": {
  "a": {"on": {"POISON": {"target": "b", "actions": "throw"}, "E": {"actions": "e"}, "GO": "b"}},
  "b": {"entry": "+b", "on": {"E": {"actions": "e in b"}}}}})";

TEST(Failure, SuspendsTheActorInItsLastGoodStateAndTellsOnce) {
  Machine machine(kChart);
  machine.start();
  EXPECT_EQ(machine.host.send(machine.id, "POISON"), kFailed);
  EXPECT_EQ(machine.host.takeLog(), (Log{"throw", "failed: threw"}));
  EXPECT_EQ(machine.status(), ActorStatus::suspended);
  EXPECT_EQ(machine.value(), R"("a")");
}

TEST(Failure, LetsEventsWaitUntilTheActorGoesOn) {
  Machine machine(kChart);
  machine.start();
  machine.send("POISON");
  EXPECT_EQ(machine.host.send(machine.id, "E"), kQueued);
  EXPECT_EQ(machine.host.takeLog(), (Log{}));
  machine.system.resume(machine.id);
  EXPECT_EQ(machine.host.takeLog(), (Log{"e"}));
  EXPECT_EQ(machine.status(), ActorStatus::running);
}

TEST(Failure, MakesDeadLettersOfWhatTheStashCannotHold) {
  Machine machine(kChart);
  machine.start();
  machine.send("POISON");
  for (std::size_t i = 0; i < MailboxBounds().stashCapacity; ++i)
    machine.host.send(machine.id, "E");
  EXPECT_EQ(machine.host.takeLog(), (Log{}));
  machine.host.send(machine.id, "GO");
  EXPECT_EQ(machine.host.takeLog(), (Log{"dead letter GO: stashOverflow"}));
  EXPECT_EQ(machine.system.mailboxSize(machine.id), MailboxBounds().stashCapacity);
  machine.system.resume(machine.id);
  EXPECT_EQ(machine.host.log.size(), MailboxBounds().stashCapacity);
  EXPECT_EQ(machine.host.heldEvents(), 0u);
}

TEST(Failure, LosesTheEffectsOfTheFailedMacrostep) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {
    "a": {"on": {"E": "b"}},
    "b": {"invoke": {"src": "s", "id": "child"}, "always": {"actions": "throw"}}}})");
  machine.start();
  EXPECT_EQ(machine.send("E"), (Log{"create child", "throw", "failed: threw"}));
  EXPECT_EQ(machine.host.heldEffects(), 0u);
}

TEST(Failure, OfAnEffectKeepsTheNewStateAndLosesTheEffectsBehindIt) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {
    "a": {"on": {"E": "b"}},
    "b": {"invoke": [{"src": "s", "id": "late throw"}, {"src": "s", "id": "second"}]}}})");
  machine.start();
  EXPECT_EQ(machine.send("E"),
            (Log{"create late throw", "create second", "start late throw", "failed: threw"}));
  EXPECT_EQ(machine.status(), ActorStatus::suspended);
  EXPECT_EQ(machine.value(), R"("b")");
  EXPECT_EQ(machine.host.heldEffects(), 0u);
}

TEST(Failure, OfAWaitingEventLeavesThoseBehindItWaiting) {
  Machine machine(kChart);
  machine.start();
  machine.host.onCall["e"] = [&](ActorId actor) {
    machine.host.onCall.erase("e");
    for (const char* type : {"E", "POISON", "GO", "E"}) machine.host.send(actor, type);
  };
  EXPECT_EQ(machine.send("E"), (Log{"e", "e", "throw", "failed: threw"}));
  EXPECT_EQ(machine.system.mailboxSize(machine.id), 2u);
  machine.system.resume(machine.id);
  EXPECT_EQ(machine.host.takeLog(), (Log{"+b", "e in b"}));
}

TEST(Failure, PutsARequeuedEventBeforeThoseThatWait) {
  Machine machine(kChart);
  machine.start();
  machine.host.onCall["failed"] = [&](ActorId actor) {
    machine.system.requeue(actor, machine.host.classify(actor, "GO"), EventKind::plain,
                           machine.host.hold("GO"));
  };
  machine.send("POISON");
  machine.host.send(machine.id, "E");
  machine.system.resume(machine.id);
  EXPECT_EQ(machine.host.takeLog(), (Log{"+b", "e in b"}));
}

TEST(Failure, ARequeuedEventOfARunningActorIsProcessedAtOnce) {
  Machine machine(kChart);
  machine.start();
  machine.system.requeue(machine.id, machine.host.classify(machine.id, "E"), EventKind::plain,
                         machine.host.hold("E"));
  EXPECT_EQ(machine.host.takeLog(), (Log{"e"}));
}

TEST(Failure, ComesBeforeAStopThatTheSameMacrostepAskedFor) {
  Machine machine(kChart);
  machine.start();
  machine.host.onCall["throw"] = [&](ActorId actor) { machine.system.stop(actor); };
  EXPECT_EQ(machine.host.send(machine.id, "POISON"), kFailed);
  EXPECT_EQ(machine.host.takeLog(), (Log{"throw", "failed: threw", "stopped"}));
}

TEST(Failure, IsNotToldOfAnActorThatIsRemoved) {
  Machine machine(kChart);
  machine.start();
  machine.host.onCall["throw"] = [&](ActorId actor) { machine.system.remove(actor); };
  EXPECT_EQ(machine.host.send(machine.id, "POISON"), kFailed);
  EXPECT_EQ(machine.host.takeLog(), (Log{"throw"}));
}

TEST(Failure, ThousandPoisonousEventsAndAHostThatAlwaysRestartsNeedNoDeepStack) {
  Machine machine(kChart);
  machine.start();
  machine.system.suspend(machine.id);
  for (int i = 0; i < 1000; ++i) machine.host.send(machine.id, "POISON");
  std::uint32_t depth = 0;
  std::uint32_t deepest = 0;
  std::uint32_t restarts = 0;
  machine.host.onCall["failed"] = [&](ActorId actor) {
    deepest = std::max(deepest, ++depth);
    if (machine.system.restart(actor, RestartMode::fresh)) ++restarts;
    machine.system.resume(actor);
    --depth;
  };
  machine.system.resume(machine.id);
  EXPECT_EQ(restarts, 1000u);
  EXPECT_EQ(deepest, 1u);
  EXPECT_EQ(machine.system.mailboxSize(machine.id), 0u);
  EXPECT_EQ(machine.host.heldEvents(), 0u);
}

}  // namespace
}  // namespace statewarden::testing
