#include "charts/scenario.hpp"

#include <fstream>
#include <iterator>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace statewarden::testing {
namespace {

using Json = nlohmann::ordered_json;

std::string readText(const std::string& path) {
  std::ifstream file(STATEWARDEN_CHARTS_DIR "/" + path);
  EXPECT_TRUE(file) << path;
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

Expectation readExpectation(const Json& json) {
  return {.value = json.at("value").dump(),
          .tags = json.at("tags").get<std::vector<std::string>>(),
          .actions = json.at("actions").get<std::vector<std::string>>()};
}

Step readStep(const Json& json) {
  Step step;
  if (json.contains("guards")) json.at("guards").get_to(step.guards);
  if (json.contains("event")) step.event = json.at("event").at("type").get<std::string>();
  step.milliseconds = json.value("advanceMs", 0.0);
  step.expected = readExpectation(json);
  return step;
}

}  // namespace

std::string readChart(const std::string& name) {
  return readText(name + ".json");
}

Scenario readScenario(const std::string& name) {
  const Json json = Json::parse(readText("scenarios/" + name + ".json"));
  const Json& implementations = json.at("implementations");
  Scenario scenario;
  implementations.at("guards").get_to(scenario.guards);
  implementations.at("delays").get_to(scenario.delays);
  scenario.start = readExpectation(json.at("start"));
  for (const Json& step : json.at("steps")) scenario.steps.push_back(readStep(step));
  return scenario;
}

}  // namespace statewarden::testing
