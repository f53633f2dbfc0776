// What the core tells those who inspect an actor.
#include <algorithm>

#include <gtest/gtest.h>

#include "support/machine.hpp"

namespace statewarden::testing {
namespace {

class Inspected : public Machine {
 public:
  explicit Inspected(const std::string& json) : Machine(json) { system.setInspected(id, true); }
};

TEST(Inspection, TellsOfTheInitialMicrostepAndOfEachThatFollows) {
  Inspected machine(R"({"id": "m", "initial": "a", "states": {
    "a": {"always": "b"}, "b": {}}})");
  EXPECT_EQ(machine.start(),
            (Log{"microstep on  from to m m.a", "microstep on  from m.a to m m.b"}));
}

TEST(Inspection, TellsOfEachRaisedEventEvenIfItSelectsNothing) {
  Inspected machine(R"({"id": "m", "initial": "a", "states": {
    "a": {"on": {"E": {"target": "b", "actions": ["raise:F", "raise:G"]}}},
    "b": {"on": {"G": "a"}}}})");
  machine.start();
  EXPECT_EQ(machine.send("E"),
            (Log{"microstep on E from m.a to m m.b", "microstep on F from to m m.b",
                 "microstep on G from m.b to m m.a"}));
}

TEST(Inspection, TellsOfAnEventThatSelectsNothing) {
  Inspected machine(R"({"id": "m", "initial": "a", "states": {"a": {}}})");
  machine.start();
  EXPECT_EQ(machine.send("E"), (Log{"microstep on E from to m m.a"}));
}

TEST(Inspection, TellsOfNoMicrostepThatFailed) {
  Inspected machine(R"({"id": "m", "initial": "a", "states": {
    "a": {"on": {"E": {"target": "b", "actions": "throw"}}}, "b": {}}})");
  machine.start();
  const Log log = machine.send("E");
  EXPECT_TRUE(std::ranges::none_of(
      log, [](const std::string& entry) { return entry.starts_with("microstep"); }));
}

TEST(Inspection, SaysWhichMicrostepEndsTheMachine) {
  Inspected machine(R"({"id": "m", "initial": "a", "states": {
    "a": {"on": {"E": "b"}}, "b": {"type": "final"}}})");
  machine.start();
  const Log log = machine.send("E");
  EXPECT_TRUE(std::ranges::count(log, "microstep on E from m.a to m.b m, the end") == 1);
}

TEST(Inspection, TellsOfConflictingTransitionsThatWereSelectedToo) {
  Inspected machine(R"({"id": "m", "initial": "p", "states": {
    "p": {"type": "parallel", "states": {
      "q": {"on": {"E": "#m.out"}}, "r": {"on": {"E": "#m.out"}}}}, "out": {}}})");
  machine.start();
  EXPECT_EQ(machine.send("E"), (Log{"microstep on E from m.p.q m.p.r to m m.out"}));
}

TEST(Inspection, LeavesOutConflictingEventlessTransitions) {
  Inspected machine(R"({"id": "m", "initial": "idle", "states": {"idle": {"on": {"E": "p"}},
    "p": {"type": "parallel", "states": {
      "q": {"always": "#m.out"}, "r": {"always": "#m.out"}}}, "out": {}}})");
  machine.start();
  EXPECT_EQ(machine.send("E").back(), "microstep on E from m.p.q to m m.out");
}

TEST(Inspection, TellsOfTimersThatAreStartedAndCancelled) {
  Inspected machine(R"({"id": "m", "initial": "a", "states": {
    "a": {"after": {"5": "b", "soon": "b", "missing": {"guard": "no"}}, "on": {"E": "b"}},
    "b": {"type": "final", "after": {"7": {}}}}})");
  machine.host.delays["soon"] = 3;
  const Log started = machine.start();
  for (const char* entry : {"start xstate.after.5.m.a: 5", "start xstate.after.soon.m.a: 3",
                            "start xstate.after.missing.m.a: unknown"}) {
    EXPECT_EQ(std::ranges::count(started, entry), 1) << entry;
  }
  const Log left = machine.send("E");
  for (const char* entry : {"cancel xstate.after.5.m.a", "cancel xstate.after.soon.m.a",
                            "start xstate.after.7.m.b: 7", "cancel xstate.after.7.m.b"}) {
    EXPECT_EQ(std::ranges::count(left, entry), 1) << entry;
  }
}

TEST(Inspection, EndsWhenNobodyWantsItAnyMore) {
  Inspected machine(
      R"({"id": "m", "initial": "a", "states": {"a": {"on": {"E": {"actions": "x"}}}}})");
  machine.start();
  machine.system.setInspected(machine.id, false);
  EXPECT_EQ(machine.send("E"), (Log{"x"}));
}

}  // namespace
}  // namespace statewarden::testing
