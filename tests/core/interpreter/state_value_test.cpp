// State values: written as XState writes them, read as XState restores them.
#include "interpreter/state_value.hpp"

#include <gtest/gtest.h>

#include "support/machine.hpp"

namespace statewarden::testing {
namespace {

constexpr const char* kChart = R"({"id": "m", "initial": "a", "states": {
  "a": {},
  "c": {"initial": "c1", "states": {"c1": {}, "c2": {"initial": "x", "states": {"x": {}, "y": {}}},
        "h": {"history": "deep"}}},
  "p": {"type": "parallel", "states": {
    "q": {"initial": "q1", "states": {"q1": {}, "q2": {}}}, "r": {}}}}})";

class ReadState : public ::testing::Test {
 protected:
  /// Reads a value and writes the state again, or returns the error.
  std::string readAndWrite(const std::string& value, const std::string& history = "{}") {
    const Chart& chart = machine_.system.program(machine_.program)->chart();
    std::string error;
    const auto key = readState(chart, value, history, error);
    return key ? writeState(chart, *key) : "error: " + error;
  }
  std::string readValue(const std::string& value) {
    const std::string text = readAndWrite(value);
    const std::size_t end = text.find(",\"nodes\"");
    return end == std::string::npos ? text : text.substr(9, end - 9);
  }

  Machine machine_{kChart};
};

TEST(KeepNodes, KeepsThoseThatAreNamedInTheirOrderAndOnce) {
  StateKey state{.nodes = {0, 1, 2, 3}, .history = {}};
  keepNodes(state, "[2, 0, 99, 2]");
  EXPECT_EQ(state.nodes, (std::vector<NodeIndex>{2, 0}));
}

TEST(KeepNodes, ChangesNothingForWhatNamesNone) {
  for (const char* list :
       {"", "{}", "[\"a\", -1, 1.5, 4294967295, 4294967297]", "[", "null", "[]"}) {
    StateKey state{.nodes = {0, 2, 1}, .history = {}};
    keepNodes(state, list);
    EXPECT_EQ(state.nodes, (std::vector<NodeIndex>{0, 2, 1})) << list;
  }
}

TEST_F(ReadState, TakesFullValuesAsTheyAre) {
  for (const char* value : {R"("a")", R"({"c":{"c2":"y"}})", R"({"p":{"q":"q2","r":{}}})"}) {
    EXPECT_EQ(readValue(value), value);
  }
}

TEST_F(ReadState, FillsPartialValuesWithInitialStates) {
  EXPECT_EQ(readValue(R"("c")"), R"({"c":"c1"})");
  EXPECT_EQ(readValue(R"({"c":"c2"})"), R"({"c":{"c2":"x"}})");
  EXPECT_EQ(readValue(R"({"p":{}})"), R"({"p":{"q":"q1","r":{}}})");
  EXPECT_EQ(readValue(R"({"p":{"r":{}}})"), R"({"p":{"r":{},"q":"q1"}})");
  EXPECT_EQ(readValue("{}"), R"("a")");
}

TEST_F(ReadState, ListsNodesInTheOrderInWhichXStateRestoresThem) {
  EXPECT_EQ(readAndWrite(R"({"p":{"q":"q2","r":{}}})"),
            R"({"value":{"p":{"q":"q2","r":{}}},"nodes":[0,8,9,12,11],"history":{}})");
}

TEST_F(ReadState, ExplainsWhatIsWrong) {
  EXPECT_EQ(readValue(R"("x")"), "error: State 'x' does not exist on 'm'");
  EXPECT_EQ(readValue(R"({"c":"h"})"), "error: State 'h' does not exist on 'm.c'");
  EXPECT_EQ(readValue(R"({"c":{"c9":"x"}})"), "error: Child state 'c9' does not exist on 'm.c'");
  EXPECT_EQ(readValue("7"), "error: A state value must be a string or an object");
  EXPECT_EQ(readValue(R"({"a":{},"c":"c1"})"),
            "error: Only one child state of 'm' can be active, because it is not parallel");
  EXPECT_EQ(readValue(R"({"c)"), "error: The snapshot's value or history is not JSON");
  EXPECT_EQ(readAndWrite(R"("a")", "[]"), "error: The snapshot's value or history is not JSON");
}

TEST_F(ReadState, TakesHistoryAndPassesOverNamesThatItDoesNotKnow) {
  EXPECT_EQ(
      readAndWrite(R"("a")", R"({"m.c.h":["m.c.c2.y","gone","m.a"],"gone":["m.a"],"m.a":[]})"),
      R"({"value":"a","nodes":[0,1],"history":{"m.c.h":["m.c.c2.y"]}})");
}

TEST(WriteState, EscapesKeysThatNeedIt) {
  Machine machine(R"({"id": "m", "initial": "say \"hi\"\n", "states": {"say \"hi\"\n": {}}})");
  machine.start();
  EXPECT_EQ(machine.value(), R"("say \"hi\"\n")");
}

TEST(RestoredState, RunsNoEntryActionsAndTakesEventsFromThere) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {
    "a": {}, "b": {"entry": "+b", "on": {"E": {"target": "a", "actions": "x"}}}}})");
  const Chart& chart = machine.system.program(machine.program)->chart();
  std::string error;
  machine.system.restore(machine.id, *readState(chart, R"("b")", "{}", error));
  EXPECT_EQ(machine.start(), (Log{}));
  EXPECT_EQ(machine.value(), R"("b")");
  EXPECT_EQ(machine.send("E"), (Log{"x"}));
}

TEST(RestoredState, KeepsTheRegionOrderOfItsValueForSelection) {
  const char* json = R"({"id": "m", "type": "parallel", "states": {
    "a": {"on": {"E": {"actions": "a"}}}, "b": {"on": {"E": {"actions": "b"}}}}})";
  Machine machine(json);
  const Chart& chart = machine.system.program(machine.program)->chart();
  std::string error;
  machine.system.restore(machine.id, *readState(chart, R"({"b":{},"a":{}})", "{}", error));
  machine.start();
  EXPECT_EQ(machine.send("E"), (Log{"b", "a"}));
}

}  // namespace
}  // namespace statewarden::testing
