// From add to remove.
#include <gtest/gtest.h>

#include "support/machine.hpp"

namespace statewarden::testing {
namespace {

constexpr const char* kChart = R"({"id": "m", "initial": "a", "states": {
  "a": {"entry": ["+a", "send:SELF"], "on": {"E": "b", "SELF": {"actions": "self"}}},
  "b": {"entry": "+b"}}})";

TEST(LifeCycle, ComputesTheInitialStateBeforeStartAndRunsEffectsAtStart) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {
    "a": {"invoke": {"src": "s", "id": "child"}}}})");
  machine.system.initialize(machine.id);
  EXPECT_EQ(machine.status(), ActorStatus::created);
  EXPECT_EQ(machine.value(), R"("a")");
  EXPECT_EQ(machine.host.takeLog(), (Log{"create child"}));
  EXPECT_EQ(machine.start(), (Log{"start child"}));
  EXPECT_EQ(machine.status(), ActorStatus::running);
}

TEST(LifeCycle, KeepsEventsThatComeBeforeStart) {
  Machine machine(kChart);
  machine.system.initialize(machine.id);
  EXPECT_EQ(machine.host.send(machine.id, "E"), kQueued);
  EXPECT_EQ(machine.value(), R"("a")");
  EXPECT_EQ(machine.system.mailboxSize(machine.id), 1u);
  machine.start();
  EXPECT_EQ(machine.value(), R"("b")");
}

TEST(LifeCycle, StartsOnlyOnce) {
  Machine machine(kChart);
  EXPECT_EQ(machine.start(), (Log{"+a", "self"}));
  EXPECT_EQ(machine.start(), (Log{}));
}

TEST(LifeCycle, TellsAtStartThatTheInitialStateFailed) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {"a": {"entry": "throw"}}})");
  machine.system.initialize(machine.id);
  EXPECT_EQ(machine.host.takeLog(), (Log{"throw"}));
  EXPECT_EQ(machine.start(), (Log{"failed: threw"}));
  EXPECT_EQ(machine.status(), ActorStatus::suspended);
  EXPECT_EQ(machine.value(), "none");
  // There is no good state to go on with.
  machine.system.resume(machine.id);
  EXPECT_EQ(machine.status(), ActorStatus::suspended);
}

TEST(LifeCycle, StopMakesDeadLettersOfWaitingEventsAndDropsTimersAndEffects) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {
    "a": {"invoke": {"src": "s", "id": "child"}, "after": {"10": "a"}}}})");
  machine.system.initialize(machine.id);
  machine.host.send(machine.id, "E");
  machine.system.schedule(machine.id, 5, machine.host.hold("LATER"));
  machine.host.takeLog();
  machine.system.stop(machine.id);
  EXPECT_EQ(machine.host.takeLog(), (Log{"dead letter E: stoppedWhileWaiting", "stopped"}));
  EXPECT_EQ(machine.host.heldEvents(), 0u);
  EXPECT_EQ(machine.host.heldEffects(), 0u);
  EXPECT_EQ(machine.system.timers(0).size(), 0u);
  machine.system.stop(machine.id);
  EXPECT_EQ(machine.host.takeLog(), (Log{}));
}

TEST(LifeCycle, RunsNoExitActionsOnStop) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {"a": {"exit": "-a"}}})");
  machine.start();
  machine.system.stop(machine.id);
  EXPECT_EQ(machine.host.takeLog(), (Log{"stopped"}));
}

TEST(LifeCycle, DropsEventsForActorsThatHaveEndedOrNeverWere) {
  Machine machine(kChart);
  machine.start();
  machine.system.stop(machine.id);
  EXPECT_EQ(machine.host.send(machine.id, "E"), kDropped);
  machine.system.remove(machine.id);
  EXPECT_EQ(machine.host.send(machine.id, "E"), kDropped);
  EXPECT_EQ(machine.host.send(12345, "E"), kDropped);
  EXPECT_EQ(machine.host.send(kNoActor, "E"), kDropped);
}

TEST(LifeCycle, AnIdThatOutlivesItsActorFindsNobodyThoughTheSlotIsTakenAgain) {
  World world;
  const ProgramIndex program = world.load(kChart);
  const ActorId old = world.start(program);
  world.system.remove(old);
  const ActorId young = world.start(program);
  EXPECT_NE(old, young);
  world.host.takeLog();
  EXPECT_EQ(world.system.find(old), nullptr);
  EXPECT_EQ(world.system.workingState(old), nullptr);
  EXPECT_EQ(world.system.mailboxSize(old), 0u);
  EXPECT_FALSE(world.system.restart(old, RestartMode::fresh));
  EXPECT_FALSE(world.system.cancel(old, 7));
  world.system.start(old);
  world.system.initialize(old);
  world.system.suspend(old);
  world.system.resume(old);
  world.system.halt(old);
  world.system.stop(old);
  world.system.remove(old);
  world.system.setListening(old, true);
  world.system.raise(old, kUnmatchedEvent, world.host.hold("R"));
  world.system.schedule(old, 1, world.host.hold("S"));
  world.system.requeue(old, kUnmatchedEvent, EventKind::plain, world.host.hold("Q"));
  EXPECT_EQ(world.host.takeLog(), (Log{"dead letter Q: notRunning"}));
  EXPECT_EQ(world.host.heldEvents(), 0u);
  EXPECT_EQ(world.system.find(young)->status, ActorStatus::running);
  EXPECT_EQ(world.value(young), R"("a")");
}

TEST(LifeCycle, RefusesProgramsAndClocksThatDoNotExist) {
  World world;
  EXPECT_EQ(world.system.add(0, 0), kNoActor);
  const ProgramIndex program = world.load(kChart);
  EXPECT_EQ(world.system.add(program, 1), kNoActor);
  EXPECT_NE(world.system.add(program, 0), kNoActor);
  EXPECT_EQ(world.system.size(), 1u);
}

TEST(LifeCycle, ForgetsAProgramOnlyWhenNobodyRunsItAndUsesItsNumberAgain) {
  World world;
  const ProgramIndex program = world.load(kChart);
  const ActorId actor = world.start(program);
  EXPECT_FALSE(world.system.removeProgram(program));
  world.system.remove(actor);
  EXPECT_TRUE(world.system.removeProgram(program));
  EXPECT_FALSE(world.system.removeProgram(program));
  EXPECT_EQ(world.system.program(program), nullptr);
  EXPECT_EQ(world.load(kChart), program);
}

TEST(LifeCycle, TellsWhatItHoldsOnlyInTheStateReached) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {
    "a": {"on": {"E": "b"}}, "b": {"always": "c"}, "c": {"entry": "look"}}})");
  machine.start();
  std::string seen;
  machine.host.onCall["look"] = [&](ActorId actor) {
    // The step into c is not done yet, the one into b is.
    seen = machine.World::value(actor);
    EXPECT_EQ(machine.system.find(actor)->state->key.nodes, (std::vector<NodeIndex>{0, 1}));
  };
  machine.send("E");
  EXPECT_EQ(seen, R"("b")");
}

}  // namespace
}  // namespace statewarden::testing
