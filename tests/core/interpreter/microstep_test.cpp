// What happens in a microstep, and in which order.
#include <gtest/gtest.h>

#include "support/machine.hpp"

namespace statewarden::testing {
namespace {

TEST(Microstep, ExitsFromTheInsideThenActsThenEntersFromTheOutside) {
  Machine machine(R"({"id": "m", "initial": "p", "states": {
    "p": {"initial": "a", "entry": "+p", "exit": "-p", "states": {
      "a": {"entry": "+a", "exit": "-a", "on": {"E": {"target": "#m.q", "actions": ["x", "y"]}}}}},
    "q": {"entry": "+q", "initial": {"target": "b", "actions": "initial of q"}, "states": {
      "b": {"entry": "+b"}}}}})");
  EXPECT_EQ(machine.start(), (Log{"+p", "+a"}));
  EXPECT_EQ(machine.send("E"), (Log{"-a", "-p", "x", "y", "+q", "initial of q", "+b"}));
}

TEST(Microstep, RunsTheActionsOfAllRegionsBetweenAllExitsAndAllEntries) {
  Machine machine(R"({"id": "m", "type": "parallel", "states": {
    "p": {"initial": "a", "states": {
      "a": {"exit": "-a", "on": {"E": {"target": "b", "actions": "p acts"}}}, "b": {"entry": "+b"}}},
    "q": {"initial": "c", "states": {
      "c": {"exit": "-c", "on": {"E": {"target": "d", "actions": "q acts"}}},
      "d": {"entry": "+d"}}}}})");
  machine.start();
  EXPECT_EQ(machine.send("E"), (Log{"-c", "-a", "p acts", "q acts", "+b", "+d"}));
}

TEST(Microstep, RunsInitialActionsOnlyOfStatesEnteredByDefault) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {
    "a": {"on": {"DEEP": "p.x.y", "DEFAULT": "p"}},
    "p": {"initial": {"target": "x", "actions": "initial of p"}, "states": {
      "x": {"initial": {"target": "y", "actions": "initial of x"}, "states": {"y": {}}}}}}})");
  machine.start();
  EXPECT_EQ(machine.send("DEEP"), (Log{}));
  Machine other(R"({"id": "m", "initial": "a", "states": {
    "a": {"on": {"DEFAULT": "p"}},
    "p": {"initial": {"target": "x", "actions": "initial of p"}, "states": {
      "x": {"initial": {"target": "y", "actions": "initial of x"}, "states": {"y": {}}}}}}})");
  other.start();
  EXPECT_EQ(other.send("DEFAULT"), (Log{"initial of p", "initial of x"}));
}

TEST(Microstep, EntersTargetsInSeveralRegionsAndTheOthersByDefault) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {
    "a": {"on": {"E": ["#m.p.x.x2"], "F": {"target": ["#m.p.x.x2", "#m.p.z.z2"]}}},
    "p": {"type": "parallel", "on": {"BACK": "a"}, "states": {
      "x": {"initial": "x1", "states": {"x1": {}, "x2": {}}},
      "y": {"initial": "y1", "states": {"y1": {}, "y2": {}}},
      "z": {"initial": "z1", "states": {"z1": {}, "z2": {}}}}}}})");
  machine.start();
  machine.send("F");
  EXPECT_EQ(machine.value(), R"({"p":{"x":"x2","y":"y1","z":"z2"}})");
  machine.send("BACK");
  machine.send("E");
  EXPECT_EQ(machine.value(), R"({"p":{"x":"x2","y":"y1","z":"z1"}})");
}

TEST(Microstep, StartsInvocationsAfterTheEntryActionsAndStopsThemAfterTheExitActions) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {
    "a": {"entry": "+a", "exit": "-a", "invoke": {"src": "s", "id": "child"},
          "on": {"E": {"target": "b", "actions": "x"}}},
    "b": {"entry": "+b"}}})");
  // Effects run after the macrostep, in the order in which they were asked for.
  EXPECT_EQ(machine.start(), (Log{"+a", "create child", "start child"}));
  EXPECT_EQ(machine.send("E"), (Log{"-a", "x", "+b", "stop child"}));
}

TEST(Microstep, NeverStartsAnInvocationThatIsLeftInTheSameMacrostep) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {
    "a": {"on": {"E": "b"}},
    "b": {"invoke": {"src": "s", "id": "child"}, "always": "c"}, "c": {}}})");
  machine.start();
  EXPECT_EQ(machine.send("E"), (Log{"create child"}));
  EXPECT_EQ(machine.host.heldEffects(), 0u);
}

TEST(Microstep, SaysThatNothingChangedWhenOnlyActionsRan) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {"a": {"on": {
    "LOG": {"actions": "x"}, "ASSIGN": {"actions": "assign:y"}, "MOVE": "b"}}, "b": {}}})");
  machine.start();
  EXPECT_EQ(machine.host.send(machine.id, "LOG"), kTransitioned);
  EXPECT_EQ(machine.host.send(machine.id, "ASSIGN"), kTransitioned | kChanged);
  EXPECT_EQ(machine.host.send(machine.id, "MOVE"), kTransitioned | kChanged);
}

TEST(Microstep, KeepsTheOrderOfActivationWhereEventlessTransitionsDependOnIt) {
  // Region a moved later than region b, so b's always fires first: XState's order, not SCXML's.
  Machine machine(R"({"id": "m", "type": "parallel", "states": {
    "a": {"initial": "a1", "states": {"a1": {"on": {"A": "a2"}},
      "a2": {"always": {"guard": "ready", "target": "a3", "actions": "a fires"}}, "a3": {}}},
    "b": {"initial": "b1", "states": {"b1": {"on": {"B": "b2"}},
      "b2": {"always": {"guard": "ready", "target": "b3", "actions": "b fires"}}, "b3": {}}}}})");
  machine.start();
  machine.host.guards["ready"] = false;
  machine.send("B");
  machine.send("A");
  machine.host.guards["ready"] = true;
  EXPECT_EQ(machine.send("any"), (Log{"? ready", "? ready", "b fires", "a fires"}));
}

TEST(Microstep, KeepsNodesInDocumentOrderWhereNobodyCanTell) {
  Machine machine(R"({"id": "m", "type": "parallel", "states": {
    "a": {"initial": "a1", "states": {"a1": {"on": {"A": "a2"}}, "a2": {"on": {"A": "a1"}}}},
    "b": {"initial": "b1", "states": {"b1": {}}}}})");
  machine.start();
  machine.send("A");
  EXPECT_EQ(machine.nodes(machine.id), (Log{"m", "m.a", "m.a.a2", "m.b", "m.b.b1"}));
}

}  // namespace
}  // namespace statewarden::testing
