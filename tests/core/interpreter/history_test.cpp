// Shallow and deep history.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "chart/parse_chart.hpp"
#include "interpreter/state_value.hpp"
#include "support/machine.hpp"

namespace statewarden::testing {
namespace {

std::string chartWith(const std::string& history) {
  return R"({"id": "m", "initial": "off", "states": {
    "off": {"on": {"ON": "on.h"}},
    "on": {"initial": {"target": "a", "actions": "initial of on"}, "on": {"OFF": "off"}, "states": {
      "a": {"on": {"NEXT": "b"}},
      "b": {"initial": "b1", "states": {"b1": {"on": {"NEXT": "b2"}}, "b2": {}}},
      "h": )" +
         history + "}}}}";
}

nlohmann::json historyOf(Machine& machine) {
  const Actor& actor = *machine.system.find(machine.id);
  return nlohmann::json::parse(writeState(actor.program->chart(), actor.state->key))["history"];
}

TEST(History, WithoutARecordEntersTheDefaultAsIfByDefaultAndRunsItsInitialActions) {
  Machine machine(chartWith(R"({"type": "history"})"));
  machine.start();
  EXPECT_EQ(machine.send("ON"), (Log{"initial of on"}));
  EXPECT_EQ(machine.value(), R"({"on":"a"})");
}

TEST(History, WithoutARecordGoesToItsTargetIfItHasOne) {
  Machine machine(chartWith(R"({"type": "history", "target": "b"})"));
  machine.start();
  EXPECT_EQ(machine.send("ON"), (Log{}));
  EXPECT_EQ(machine.value(), R"({"on":{"b":"b1"}})");
}

TEST(History, RemembersTheChildIfShallowAndTheLeavesIfDeep) {
  Machine shallow(chartWith(R"({"history": "shallow"})"));
  Machine deep(chartWith(R"({"history": "deep"})"));
  for (Machine* machine : {&shallow, &deep}) {
    machine->start();
    for (const char* type : {"ON", "NEXT", "NEXT", "OFF", "ON"}) machine->send(type);
  }
  EXPECT_EQ(shallow.value(), R"({"on":{"b":"b1"}})");
  EXPECT_EQ(deep.value(), R"({"on":{"b":"b2"}})");
}

TEST(History, IsRecordedBeforeAnyExitActionAndOnlyForWhatIsLeft) {
  Machine machine(chartWith(R"({"history": "deep"})"));
  machine.start();
  EXPECT_TRUE(historyOf(machine).empty());
  machine.send("ON");
  EXPECT_TRUE(historyOf(machine).empty());
  machine.send("OFF");
  EXPECT_EQ(historyOf(machine).dump(), R"({"m.on.h":["m.on.a"]})");
}

TEST(History, OfAParallelStateRestoresEveryRegion) {
  Machine machine(R"({"id": "m", "initial": "p", "states": {
    "off": {"on": {"ON": "p.h"}},
    "p": {"type": "parallel", "on": {"OFF": "off"}, "states": {
      "a": {"initial": "a1", "states": {"a1": {"on": {"A": "a2"}}, "a2": {}}},
      "b": {"initial": "b1", "states": {"b1": {"on": {"B": "b2"}}, "b2": {}}},
      "h": {"history": "deep"}}}}})");
  machine.start();
  for (const char* type : {"B", "OFF", "ON"}) machine.send(type);
  EXPECT_EQ(machine.value(), R"({"p":{"a":"a1","b":"b2"}})");
}

TEST(History, WithoutARecordUnderAParallelStateEntersAllOfIt) {
  Machine machine(R"({"id": "m", "initial": "off", "states": {
    "off": {"on": {"ON": "p.h"}},
    "p": {"type": "parallel", "states": {
      "a": {"initial": "a1", "states": {"a1": {}}}, "b": {}, "h": {"type": "history"}}}}})");
  machine.start();
  machine.send("ON");
  EXPECT_EQ(machine.value(), R"({"p":{"a":"a1","b":{}}})");
}

TEST(History, CountsAsAChangeEvenWhenTheSameStatesAreEnteredAgain) {
  Machine machine(R"({"id": "m", "initial": "p", "states": {"p": {"initial": "a",
    "on": {"E": {"target": "p", "reenter": true}},
    "states": {"a": {}, "h": {"type": "history"}}}}})");
  machine.start();
  EXPECT_EQ(machine.host.send(machine.id, "E"), kTransitioned | kChanged);
  EXPECT_EQ(machine.value(), R"({"p":"a"})");
}

TEST(History, DefaultsThatPointAtEachOtherComeToAnEnd) {
  const ParsedChart parsed = parseChart(R"({"id": "m", "initial": "a", "states": {
    "a": {"on": {"E": "h"}},
    "h": {"type": "history", "target": "a"}, "k": {"type": "history", "target": "a"}}})");
  // The parser refuses such charts: bend the targets afterwards.
  ChartData data = parsed.chart->data();
  const NodeIndex h = parsed.chart->findById("m.h");
  const NodeIndex k = parsed.chart->findById("m.k");
  data.targets[data.transitions[data.nodes[h].historyDefault].targets.begin] = k;
  data.targets[data.transitions[data.nodes[k].historyDefault].targets.begin] = h;
  World world;
  const ActorId actor = world.start(world.system.addProgram(
      std::make_unique<Program>(std::make_shared<const Chart>(std::move(data)))));
  EXPECT_EQ(world.host.send(actor, "E"), kTransitioned);
}

}  // namespace
}  // namespace statewarden::testing
