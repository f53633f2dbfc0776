// Final states: done events and the end of a machine.
#include <gtest/gtest.h>

#include "support/machine.hpp"

namespace statewarden::testing {
namespace {

TEST(DoneEvent, OfACompoundStateIsRaisedWhenAFinalChildIsEntered) {
  Machine machine(R"({"id": "m", "initial": "p", "states": {
    "p": {"initial": "a", "onDone": {"target": "q", "actions": "done"}, "states": {
      "a": {"on": {"E": "f"}}, "f": {"type": "final", "entry": "+f"}}},
    "q": {}}})");
  machine.start();
  EXPECT_EQ(machine.send("E"), (Log{"+f", "done"}));
  EXPECT_EQ(machine.value(), R"("q")");
}

TEST(DoneEvent, IsRaisedAgainWhenAFinalStateIsEnteredAgain) {
  Machine machine(R"({"id": "m", "initial": "p", "states": {
    "p": {"initial": "f", "onDone": {"actions": "done"}, "states": {
      "f": {"type": "final"}}, "on": {"E": ".f"}}}})");
  EXPECT_EQ(machine.start(), (Log{"done"}));
  EXPECT_EQ(machine.send("E"), (Log{"done"}));
}

TEST(DoneEvent, OfAParallelStateComesAfterThoseOfItsRegionsOnceAllAreFinal) {
  Machine machine(R"({"id": "m", "initial": "p", "states": {
    "p": {"type": "parallel", "onDone": {"target": "q", "actions": "p done"}, "states": {
      "a": {"initial": "a1", "onDone": {"actions": "a done"},
            "states": {"a1": {"on": {"A": "f"}}, "f": {"type": "final"}}},
      "b": {"initial": "b1", "onDone": {"actions": "b done"},
            "states": {"b1": {"on": {"B": "f"}}, "f": {"type": "final"}}}}},
    "q": {}}})");
  machine.start();
  EXPECT_EQ(machine.send("A"), (Log{"a done"}));
  EXPECT_EQ(machine.send("B"), (Log{"b done", "p done"}));
  EXPECT_EQ(machine.value(), R"("q")");
}

TEST(DoneEvent, ChainsFromAParallelStateToTheParallelStateAboveIt) {
  Machine machine(R"({"id": "m", "initial": "p", "states": {
    "p": {"type": "parallel", "onDone": {"target": "q", "actions": "p done"}, "states": {
      "inner": {"type": "parallel", "onDone": {"actions": "inner done"}, "states": {
        "a": {"initial": "a1", "states": {"a1": {"on": {"E": "f"}}, "f": {"type": "final"}}}}}}},
    "q": {}}})");
  machine.start();
  EXPECT_EQ(machine.send("E"), (Log{"inner done", "p done"}));
}

TEST(MachineEnd, ComesWithAFinalChildOfTheRootAndRunsAllExitActionsFromTheInside) {
  Machine machine(R"({"id": "m", "initial": "a", "exit": "-m", "states": {
    "a": {"on": {"E": "f"}, "exit": "-a"}, "f": {"type": "final", "entry": "+f", "exit": "-f"}}})");
  machine.start();
  EXPECT_EQ(machine.send("E"), (Log{"-a", "+f", "output of m.f", "-f", "-m"}));
  EXPECT_EQ(machine.status(), ActorStatus::finished);
  EXPECT_EQ(machine.host.send(machine.id, "E"), kDropped);
}

TEST(MachineEnd, OfAParallelRootComesWhenAllRegionsAreFinal) {
  Machine machine(R"({"id": "m", "type": "parallel", "states": {
    "a": {"initial": "a1", "states": {"a1": {"on": {"A": "f"}}, "f": {"type": "final"}}},
    "b": {"initial": "b1", "states": {"b1": {"on": {"B": "f"}}, "f": {"type": "final"}}}}})");
  machine.start();
  machine.send("A");
  EXPECT_EQ(machine.status(), ActorStatus::running);
  EXPECT_EQ(machine.send("B"), (Log{"output of m"}));
  EXPECT_EQ(machine.status(), ActorStatus::finished);
}

TEST(MachineEnd, LosesRaisedEventsAndKeepsNoneOfThem) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {
    "a": {"on": {"E": {"target": "f", "actions": "raise:R"}}},
    "f": {"type": "final"}}, "on": {"R": {"actions": "never"}}})");
  machine.start();
  EXPECT_EQ(machine.send("E"), (Log{"output of m.f"}));
  EXPECT_EQ(machine.host.heldEvents(), 0u);
}

TEST(MachineEnd, MayComeInTheInitialState) {
  Machine machine(R"({"id": "m", "initial": "f", "states": {"f": {"type": "final"}}})");
  EXPECT_EQ(machine.start(), (Log{"output of m.f"}));
  EXPECT_EQ(machine.status(), ActorStatus::finished);
}

TEST(MachineEnd, OfARootWithoutStatesNeverComes) {
  Machine machine(R"({"id": "m", "on": {"E": {"actions": "x"}}})");
  machine.start();
  EXPECT_EQ(machine.send("E"), (Log{"x"}));
  EXPECT_EQ(machine.value(), "{}");
}

}  // namespace
}  // namespace statewarden::testing
