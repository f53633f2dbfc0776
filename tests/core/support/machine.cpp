#include "support/machine.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "chart/parse_chart.hpp"
#include "interpreter/state_value.hpp"

namespace statewarden::testing {
namespace {

class NoListener final : public TimerListener {
 public:
  std::uint32_t onTimer(const TimerPayload&, double) override { return 1; }
};

}  // namespace

ProgramIndex World::load(const std::string& json) {
  const ParsedChart parsed = parseChart(json);
  for (const ChartIssue& issue : parsed.issues) {
    EXPECT_TRUE(issue.isWarning) << issue.pointer << ": " << issue.message;
  }
  if (parsed.chart == nullptr) return kNone;
  return system.addProgram(std::make_unique<Program>(parsed.chart, limits_));
}

ActorId World::start(ProgramIndex program) {
  const ActorId actor = create(program);
  system.start(actor);
  return actor;
}

void World::advance(double milliseconds) {
  NoListener listener;
  host.time += milliseconds;
  while (system.advance(0, host.time, listener)) {
  }
}

std::string World::value(ActorId actor) {
  const State* state = system.workingState(actor);
  if (state == nullptr) return "none";
  const auto written =
      nlohmann::ordered_json::parse(writeState(system.find(actor)->program->chart(), state->key));
  return written["value"].dump();
}

std::vector<std::string> World::nodes(ActorId actor) {
  std::vector<std::string> ids;
  const ChartData& chart = system.find(actor)->program->chart().data();
  for (const NodeIndex node : system.find(actor)->state->key.nodes) {
    ids.push_back(chart.texts[node].id);
  }
  return ids;
}

std::vector<std::string> Machine::start() {
  system.start(id);
  return host.takeLog();
}

std::vector<std::string> Machine::send(const std::string& type) {
  host.send(id, type);
  return host.takeLog();
}

std::vector<std::string> Machine::wait(double milliseconds) {
  advance(milliseconds);
  return host.takeLog();
}

}  // namespace statewarden::testing
