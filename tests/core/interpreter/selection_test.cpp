// Which transitions an event selects (XState transitionNode).
#include <gtest/gtest.h>

#include "support/machine.hpp"

namespace statewarden::testing {
namespace {

TEST(Selection, AsksTheInnermostStateFirstAndItsParentsOnlyIfItHasNoTransition) {
  Machine machine(R"({"id": "m", "initial": "p", "on": {"E": {"actions": "root"}},
    "states": {"p": {"initial": "a", "on": {"E": {"actions": "parent"}}, "states": {
      "a": {"on": {"E": {"actions": "leaf", "guard": "leafMay"}}}}}}})");
  machine.start();
  EXPECT_EQ(machine.send("E"), (Log{"? leafMay", "leaf"}));
  machine.host.guards["leafMay"] = false;
  EXPECT_EQ(machine.send("E"), (Log{"? leafMay", "parent"}));
}

TEST(Selection, TakesTheFirstCandidateWhoseGuardPassesAndAsksNoFurtherOnes) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {"a": {"on": {"E": [
    {"guard": "no1", "actions": "first"}, {"guard": "g2", "actions": "second"},
    {"guard": "g3", "actions": "third"}]}}}})");
  machine.start();
  EXPECT_EQ(machine.send("E"), (Log{"? no1", "? g2", "second"}));
}

TEST(Selection, TriesTheExactDescriptorThenWildcardsFromTheLongest) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {"a": {"on": {
    "*": {"actions": "any"}, "x.*": {"actions": "x", "guard": "no1"},
    "x.y.*": {"actions": "xy", "guard": "no2"}, "x.y": {"actions": "exact", "guard": "no3"}}}}})");
  machine.start();
  EXPECT_EQ(machine.send("x.y"), (Log{"? no3", "? no2", "? no1", "any"}));
  EXPECT_EQ(machine.send("x.z"), (Log{"? no1", "any"}));
  EXPECT_EQ(machine.send("xy"), (Log{"any"}));
}

TEST(Selection, LetsWildcardsMatchWholeTokensOnly) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {"a": {"on": {
    "foo.*": {"actions": "hit"}}}}})");
  machine.start();
  EXPECT_EQ(machine.send("foo"), (Log{"hit"}));
  EXPECT_EQ(machine.send("foo.a.b"), (Log{"hit"}));
  EXPECT_EQ(machine.send("foox"), (Log{}));
}

TEST(Selection, LetsTheStarMatchDoneEvents) {
  Machine machine(R"({"id": "m", "initial": "p", "states": {
    "p": {"initial": "f", "on": {"*": {"actions": "any"}}, "states": {"f": {"type": "final"}}},
    "q": {}}})");
  EXPECT_EQ(machine.start(), (Log{"any"}));
}

TEST(Selection, LetsAForbiddenEventBlockAncestorsButNotAnEmptyList) {
  Machine machine(R"({"id": "m", "initial": "p", "states": {"p": {"initial": "a",
    "on": {"E": {"actions": "parent"}, "F": {"actions": "parent"}},
    "states": {"a": {"on": {"E": {}, "F": []}}}}}})");
  machine.start();
  EXPECT_EQ(machine.send("E"), (Log{}));
  EXPECT_EQ(machine.send("F"), (Log{"parent"}));
}

TEST(Selection, AsksAllRegionsAndTheParallelStateOnlyIfNoneAnswers) {
  Machine machine(R"({"id": "m", "type": "parallel", "on": {"E": {"actions": "root"}}, "states": {
    "p": {"on": {"E": {"actions": "p", "guard": "pMay"}}},
    "q": {"on": {"E": {"actions": "q", "guard": "qMay"}}}}})");
  machine.start();
  EXPECT_EQ(machine.send("E"), (Log{"? pMay", "? qMay", "p", "q"}));
  machine.host.guards["pMay"] = false;
  EXPECT_EQ(machine.send("E"), (Log{"? pMay", "? qMay", "q"}));
  machine.host.guards["qMay"] = false;
  EXPECT_EQ(machine.send("E"), (Log{"? pMay", "? qMay", "root"}));
}

TEST(Selection, ListsIntegerKeysFirstAsJavaScriptObjectsDo) {
  Machine machine(R"({"id": "m", "type": "parallel", "states": {
    "b": {"on": {"E": {"actions": "b"}}}, "10": {"on": {"E": {"actions": "10"}}},
    "2": {"on": {"E": {"actions": "2"}}}}})");
  machine.start();
  EXPECT_EQ(machine.send("E"), (Log{"2", "10", "b"}));
  EXPECT_EQ(machine.value(), R"({"2":{},"10":{},"b":{}})");
}

TEST(Selection, TellsAnEventThatNothingHandlesFromOneThatChangesNothing) {
  Machine machine(
      R"({"id": "m", "initial": "a", "states": {"a": {"on": {"E": {"actions": "x"}}}}})");
  machine.start();
  EXPECT_EQ(machine.host.send(machine.id, "other"), 0u);
  EXPECT_EQ(machine.host.send(machine.id, "E"), kTransitioned);
}

TEST(Selection, TakesAClassNumberThatNobodyGaveForAnEventThatMatchesNothing) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {"a": {"on": {"*": "a"}}}})");
  machine.start();
  EXPECT_EQ(machine.system.send(machine.id, 0xFFFFFFF0u), 0u);
  EXPECT_EQ(machine.system.send(machine.id, 0xFFFFFFF0u), 0u);
}

TEST(Conflicts, LetTheEarlierTransitionWinWhenBothLeaveTheSameStates) {
  Machine machine(R"({"id": "m", "initial": "p", "states": {
    "p": {"type": "parallel", "states": {
      "a": {"initial": "a1", "states": {"a1": {"on": {"E": "#m.x"}}}},
      "b": {"initial": "b1", "states": {"b1": {"on": {"E": "#m.y"}}}}}},
    "x": {}, "y": {}}})");
  machine.start();
  machine.send("E");
  EXPECT_EQ(machine.value(), R"("x")");
}

TEST(Conflicts, KeepTransitionsOfRegionsThatDoNotDisturbEachOther) {
  Machine machine(R"({"id": "m", "type": "parallel", "states": {
    "a": {"initial": "a1", "states": {"a1": {"on": {"E": "a2"}}, "a2": {}}},
    "b": {"initial": "b1", "states": {"b1": {"on": {"E": "b2"}}, "b2": {}}}}})");
  machine.start();
  machine.send("E");
  EXPECT_EQ(machine.value(), R"({"a":"a2","b":"b2"})");
}

TEST(Conflicts, LetADescendantReplaceTheEventlessTransitionOfItsAncestor) {
  // The always of p is found by the leaf x first, then that of the other region's leaf.
  Machine machine(R"({"id": "m", "initial": "start", "states": {"start": {"on": {"GO": "p"}},
    "p": {"type": "parallel", "always": {"target": "out", "guard": "leave"}, "states": {
      "x": {}, "y": {"initial": "y1", "states": {
        "y1": {"always": {"target": "#m.inner", "guard": "leave"}}}}}},
    "out": {}, "inner": {}}})");
  machine.start();
  machine.send("GO");
  EXPECT_EQ(machine.value(), R"("inner")");
}

}  // namespace
}  // namespace statewarden::testing
