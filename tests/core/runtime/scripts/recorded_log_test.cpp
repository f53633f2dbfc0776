// The recorded scripts give the recorded log, byte for byte: natively, in Node and in browsers.
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "runtime/scripts/script_world.hpp"

namespace statewarden::testing {
namespace {

using Json = nlohmann::json;

std::string readText(const std::string& name) {
  std::ifstream file(std::string(STATEWARDEN_DETERMINISM_DIR) + "/" + name, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string carryOut(ScriptWorld& world, const Json& step) {
  const std::string what = step["do"];
  const std::string at = step.value("at", "");
  const std::string id = step.value("id", "");
  if (what == "send") return world.send(id, step["event"]);
  if (what == "start") return world.start(at, step["spec"]);
  if (what == "instance") return world.instance(at, id);
  if (what == "terminate") return world.terminate(at, id);
  if (what == "restart") return world.restartById(at, id);
  if (what == "delete") return world.deleteById(at, id);
  if (what == "retry") return world.retry(id);
  if (what == "resetCircuit") return world.resetCircuit(at);
  if (what == "fail") {
    world.fail(id, step["count"]);
    return "ok";
  }
  world.advance(step["ms"]);
  return std::to_string(static_cast<long>(world.time));
}

std::string headOf(const Json& step) {
  std::string head = "> " + step["do"].get<std::string>();
  if (step.contains("at")) head += " " + step["at"].get<std::string>();
  if (step.contains("id")) head += " " + step["id"].get<std::string>();
  if (step.contains("spec")) head += " " + step["spec"]["id"].get<std::string>();
  if (step.contains("event")) head += " " + step["event"].get<std::string>();
  for (const char* number : {"ms", "count"}) {
    if (step.contains(number)) head += " " + std::to_string(step[number].get<int>());
  }
  return head;
}

std::string play(const std::string& chart, const Json& script) {
  ScriptWorld world(chart, script["seed"], script["root"]);
  std::string text = "== " + script["name"].get<std::string>() + "\n";
  for (const Json& step : script["steps"]) {
    const std::string result = carryOut(world, step);
    world.settle();
    for (const std::string& line : world.takeEvents()) text += line + "\n";
    text += headOf(step) + ": " + result + "\n";
  }
  for (const std::string& line : world.showHealth()) text += line + "\n";
  return text;
}

std::string playAll() {
  const Json all = Json::parse(readText("scripts.json"));
  std::string text;
  for (const Json& script : all["scripts"]) text += play(all["chart"].dump(), script);
  return text;
}

TEST(RecordedLogTest, TheScriptsGiveTheRecordedLog) {
  const std::string log = playAll();
  if (const char* target = std::getenv("STATEWARDEN_WRITE_LOG")) {
    std::ofstream(target, std::ios::binary) << log;
  }
  EXPECT_EQ(log, readText("expected.log"));
}

TEST(RecordedLogTest, AnotherSeedGivesAnotherLog) {
  const Json all = Json::parse(readText("scripts.json"));
  Json script = all["scripts"][3];
  const std::string chart = all["chart"].dump();
  const std::string first = play(chart, script);
  script["seed"] = 1;
  EXPECT_NE(play(chart, script), first);
}

}  // namespace
}  // namespace statewarden::testing
