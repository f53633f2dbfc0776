// How a machine comes to rest: eventless transitions, internal events, loops.
#include <gtest/gtest.h>

#include "support/machine.hpp"

namespace statewarden::testing {
namespace {

TEST(Macrostep, TakesEventlessTransitionsBeforeInternalEvents) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {
    "a": {"on": {"E": {"target": "b", "actions": "raise:R"}, "R": {"actions": "R in a"}}},
    "b": {"always": "c", "on": {"R": {"actions": "R in b"}}},
    "c": {"entry": "+c", "on": {"R": {"actions": "R in c"}}}}})");
  machine.start();
  EXPECT_EQ(machine.send("E"), (Log{"+c", "R in c"}));
}

TEST(Macrostep, ProcessesInternalEventsInTheOrderInWhichTheyWereRaised) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {"a": {"on": {
    "E": {"actions": ["raise:F", "raise:G", "x"]},
    "F": {"actions": ["f", "raise:H"]}, "G": {"actions": "g"}, "H": {"actions": "h"}}}}})");
  machine.start();
  EXPECT_EQ(machine.send("E"), (Log{"x", "f", "g", "h"}));
}

TEST(Macrostep, ProcessesInternalEventsBeforeThoseInTheMailbox) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {"a": {"on": {
    "E": {"actions": ["send:MAILED", "raise:RAISED"]},
    "RAISED": {"actions": "raised"}, "MAILED": {"actions": "mailed"}}}}})");
  machine.start();
  EXPECT_EQ(machine.send("E"), (Log{"raised", "mailed"}));
}

TEST(Macrostep, AsksEventlessGuardsAfterEveryEventEvenAnUnhandledOne) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {
    "a": {"always": {"target": "b", "guard": "ready"}}, "b": {}}})");
  machine.host.guards["ready"] = false;
  EXPECT_EQ(machine.start(), (Log{"? ready"}));
  EXPECT_EQ(machine.send("unknown"), (Log{"? ready"}));
  machine.host.guards["ready"] = true;
  machine.send("unknown");
  EXPECT_EQ(machine.value(), R"("b")");
}

TEST(Macrostep, RunsATargetlessEventlessTransitionWithoutChangeOncePerEvent) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {"a": {"always": {"actions": "x"}}}})");
  EXPECT_EQ(machine.start(), (Log{"x"}));
  EXPECT_EQ(machine.send("E"), (Log{"x"}));
  EXPECT_EQ(machine.status(), ActorStatus::running);
}

TEST(Macrostep, SkipsEventlessSelectionOnceAfterAStepThatChangedNothingButNotAfterAnInternalEvent) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {"a": {"always": {"actions": "x"},
    "on": {"E": {"actions": "raise:F"}, "F": {"actions": "f"}}}}})");
  machine.start();
  // E, then x; F although x changed nothing; then x again.
  EXPECT_EQ(machine.send("E"), (Log{"x", "f", "x"}));
}

TEST(Macrostep, EndsAnEndlessLoopWithAFailureAndKeepsTheStateBefore) {
  Machine machine(R"({"id": "m", "initial": "a", "options": {"maxIterations": 5}, "states": {
    "a": {"on": {"E": "b"}}, "b": {"always": "c"}, "c": {"always": "b"}}})");
  machine.start();
  EXPECT_EQ(machine.send("E"), (Log{"failed: endlessLoop"}));
  EXPECT_EQ(machine.status(), ActorStatus::suspended);
  EXPECT_EQ(machine.value(), R"("a")");
}

TEST(Macrostep, CountsAnAssigningEventlessTransitionAsALoop) {
  Machine machine(R"({"id": "m", "initial": "a", "options": {"maxIterations": 7}, "states": {
    "a": {"on": {"E": "b"}}, "b": {"always": {"actions": "assign:x"}}}})");
  machine.start();
  EXPECT_EQ(machine.send("E").size(), 8u);
  EXPECT_EQ(machine.status(), ActorStatus::suspended);
}

TEST(Macrostep, AllowsAsManyIterationsAsTheChartSaysTheLastOfWhichFindsNothing) {
  const auto chart = [](int iterations) {
    return R"({"id": "m", "initial": "a", "options": {"maxIterations": )" +
           std::to_string(iterations) + R"(}, "states": {
      "a": {"on": {"E": "b"}}, "b": {"always": "c"}, "c": {"always": "d"}, "d": {}}})";
  };
  Machine enough(chart(3));
  enough.start();
  enough.send("E");
  EXPECT_EQ(enough.value(), R"("d")");
  Machine tooFew(chart(2));
  tooFew.start();
  EXPECT_EQ(tooFew.send("E"), (Log{"failed: endlessLoop"}));
}

TEST(Macrostep, BoundsLoopsByDefault) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {"a": {"on": {
    "E": {"actions": "raise:E"}}}}})");
  machine.start();
  EXPECT_EQ(machine.send("E"), (Log{"failed: endlessLoop"}));
}

TEST(Macrostep, AsksASharedEventlessGuardOncePerLeafAndTakesTheTransitionOnce) {
  Machine machine(R"({"id": "m", "initial": "s", "states": {"s": {"on": {"E": "p"}},
    "p": {"type": "parallel", "always": {"guard": "g", "target": "out", "actions": "x"},
      "states": {"a": {}, "b": {}}}, "out": {}}})");
  machine.start();
  EXPECT_EQ(machine.send("E"), (Log{"? g", "? g", "x"}));
}

TEST(Macrostep, RollsTheStateBackWhenSomethingThrowsThoughWhatRanHasRun) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {
    "a": {"on": {"E": {"target": "b", "actions": ["x", "raise:LOST"]}}},
    "b": {"entry": ["y", "throw", "z"]}}})");
  machine.start();
  EXPECT_EQ(machine.send("E"), (Log{"x", "y", "throw", "failed: threw"}));
  EXPECT_EQ(machine.value(), R"("a")");
  EXPECT_EQ(machine.host.heldEvents(), 0u);
}

TEST(Macrostep, FailsWhenAGuardOrADelayOrAnOutputThrows) {
  Machine guard(R"({"id": "m", "initial": "a", "states": {
    "a": {"on": {"E": [{"guard": "throw", "target": "b"}, "b"]}}, "b": {}}})");
  guard.start();
  EXPECT_EQ(guard.send("E"), (Log{"? throw", "failed: threw"}));
  Machine delay(R"({"id": "m", "initial": "a", "states": {
    "a": {"on": {"E": "b"}}, "b": {"after": {"throwingDelay": "a"}}}})");
  delay.start();
  EXPECT_EQ(delay.send("E"), (Log{"failed: threw"}));
  Machine output(R"({"id": "m", "initial": "a", "states": {"a": {"on": {"E": "b"}},
    "b": {"initial": "f", "states": {"f": {"type": "final", "output": "throws"}}}}})");
  output.start();
  EXPECT_EQ(output.send("E"), (Log{"failed: threw"}));
}

TEST(Macrostep, FailsOnAnErrorEventThatNothingHandles) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {"a": {"on": {
    "xstate.error.actor.known": {"actions": "handled"}}}}})");
  machine.start();
  EXPECT_EQ(machine.send("xstate.error.actor.known"), (Log{"handled"}));
  EXPECT_EQ(machine.send("xstate.error.actor.other"), (Log{"failed: unhandledError"}));
}

TEST(Macrostep, CountsAStarAsAHandlerOfErrorEvents) {
  Machine machine(
      R"({"id": "m", "initial": "a", "states": {"a": {"on": {"*": {"actions": "any"}}}}})");
  machine.start();
  EXPECT_EQ(machine.send("xstate.error.actor.other"), (Log{"any"}));
}

}  // namespace
}  // namespace statewarden::testing
