// Differences from XState that random charts once showed; each is a shrunken chart of such a run.
#include <gtest/gtest.h>

#include "support/machine.hpp"

namespace statewarden::testing {
namespace {

TEST(XStateDifference, AParallelStateLeftForItsOwnFirstHistoryStaysPartOfTheValue) {
  // b is left, its history recorded, and then only its regions are entered again.
  Machine machine(R"({"id": "m", "type": "parallel", "states": {
    "a": {"entry": "+a"},
    "b": {"type": "parallel", "entry": "+b", "exit": "-b", "states": {
      "r": {"entry": "+r", "on": {"E": {"actions": "r sees E"}}},
      "c": {"initial": "x", "on": {"H": "#m.b.h"}, "states": {"x": {}}},
      "h": {"history": "deep"}}}}})");
  machine.start();
  EXPECT_EQ(machine.send("H"), (Log{"-b", "+r"}));
  EXPECT_EQ(machine.nodes(machine.id), (Log{"m", "m.b.r", "m.b.c", "m.b.c.x"}));
  EXPECT_EQ(machine.value(), R"({"a":{},"b":{"r":{},"c":"x"}})");
  EXPECT_EQ(machine.send("E"), (Log{"r sees E"}));
}

TEST(XStateDifference, TheLastStateListsItsNodesAsTheyWereLeft) {
  Machine machine(R"({"id": "m", "type": "parallel", "states": {
    "a": {"initial": "f", "states": {"f": {"type": "final"}}},
    "b": {"initial": "f", "states": {"f": {"type": "final"}}}}})");
  machine.start();
  EXPECT_EQ(machine.nodes(machine.id), (Log{"m.b.f", "m.b", "m.a.f", "m.a", "m"}));
  EXPECT_EQ(machine.value(), R"({"b":"f","a":"f"})");
}

TEST(XStateDifference, AnEmptyExitSetLetsTwoChildrenOfACompoundStateBecomeActive) {
  // To its own history without a record, p.a.x leaves nothing; the other region's transition leaves
  // it after all.
  Machine machine(R"({"id": "m", "initial": "s", "states": {"s": {"initial": "p", "states": {
    "p": {"type": "parallel", "states": {
      "a": {"initial": "x", "states": {"x": {"on": {"E": "k"}},
            "y": {"on": {"F": {"actions": "y sees F"}}}, "k": {"type": "history"}}},
      "b": {"on": {"E": "#m.s.p.a.y"}}}}}}}})");
  machine.start();
  machine.send("E");
  EXPECT_EQ(machine.nodes(machine.id),
            (Log{"m", "m.s", "m.s.p", "m.s.p.a", "m.s.p.a.x", "m.s.p.a.y", "m.s.p.b"}));
  EXPECT_EQ(machine.value(), R"({"s":{"p":{"a":"x","b":{}}}})");
  EXPECT_EQ(machine.send("F"), (Log{}));
}

TEST(XStateDifference, ANodeEnteredAgainWithoutBeingLeftKeepsItsFirstTimerToo) {
  Machine machine(R"({"id": "m", "initial": "b", "states": {
    "b": {"entry": "+b", "on": {"H": "h"}, "after": {"25": {"actions": "late"}}},
    "h": {"type": "history"}}})");
  machine.start();
  machine.wait(10);
  EXPECT_EQ(machine.send("H"), (Log{"+b"}));
  EXPECT_EQ(machine.wait(15), (Log{"late"}));
  EXPECT_EQ(machine.wait(10), (Log{"late"}));
}

TEST(XStateDifference, AnIntegerKeyBesideANestedStateIsWrittenFirstAndHidesNothing) {
  Machine machine(R"({"id": "m", "type": "parallel", "states": {
    "p": {"type": "parallel", "states": {
      "a": {"initial": "7", "on": {"N": ".b"}, "states": {"7": {"entry": "raise:N"},
            "b": {"type": "parallel"}}},
      "b": {"on": {"E": "k"}}, "k": {"type": "history"}}}}})");
  machine.start();
  machine.send("E");
  EXPECT_EQ(machine.value(), R"({"p":{"a":{"7":{},"b":{}},"b":{}}})");
}

}  // namespace
}  // namespace statewarden::testing
