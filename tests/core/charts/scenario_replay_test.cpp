// The charts of real systems, step by step as XState went through them.
#include <algorithm>
#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "charts/scenario.hpp"
#include "support/machine.hpp"

namespace statewarden::testing {
namespace {

/// One actor of a chart whose implementations answer as a scenario says.
class Replay {
 public:
  Replay(const std::string& name, const Scenario& scenario, ProgramLimits limits)
      : machine_(readChart(name), limits) {
    machine_.host.guards = scenario.guards;
    machine_.host.delays = scenario.delays;
    machine_.host.onCall["xstate.raise"] = [this](ActorId actor) { raise(actor); };
  }

  Expectation start() { return see(machine_.start()); }

  Expectation perform(const Step& step) {
    for (const auto& [guard, passes] : step.guards) machine_.host.guards[guard] = passes;
    return see(step.event ? machine_.send(*step.event) : machine_.wait(step.milliseconds));
  }

  [[nodiscard]] std::size_t pendingTimers() const { return machine_.system.timerCount(); }
  void stop() { machine_.system.stop(machine_.id); }

 private:
  [[nodiscard]] const ChartData& chart() {
    return machine_.system.find(machine_.id)->program->chart().data();
  }

  /// Raises the one event that the chart raises.
  void raise(ActorId actor) {
    const auto& slots = chart().slots;
    const auto slot = std::ranges::find(slots, "xstate.raise", &Slot::name);
    const auto definition = nlohmann::json::parse(slot->definition);
    const std::string type = definition.at("params").at("event").at("type");
    machine_.system.raise(actor, machine_.host.classify(actor, type), machine_.host.hold(type));
  }

  Expectation see(const Log& log) {
    Expectation seen{.value = machine_.value(), .tags = tags(), .actions = {}};
    // Guards and invocations are logged as two words, built-in actions under XState's name.
    std::ranges::copy_if(log, std::back_inserter(seen.actions), [](const std::string& entry) {
      return entry.find(' ') == std::string::npos && !entry.starts_with("xstate.");
    });
    return seen;
  }

  [[nodiscard]] std::vector<std::string> tags() {
    std::set<std::string> all;
    for (const NodeIndex node : machine_.system.find(machine_.id)->state->key.nodes) {
      const auto& own = chart().texts[node].tags;
      all.insert(own.begin(), own.end());
    }
    return {all.begin(), all.end()};
  }

  Machine machine_;
};

void expectSame(const Expectation& seen, const Expectation& expected, const std::string& place) {
  EXPECT_EQ(seen.value, expected.value) << place;
  EXPECT_EQ(seen.tags, expected.tags) << place;
  EXPECT_EQ(seen.actions, expected.actions) << place;
}

std::string describe(std::size_t index, const Step& step) {
  const std::string what = step.event.value_or(std::to_string(step.milliseconds) + " ms later");
  return "step " + std::to_string(index) + ": " + what;
}

class ScenarioReplayTest : public ::testing::TestWithParam<const char*> {
 protected:
  Scenario scenario = readScenario(GetParam());

  void replayWith(ProgramLimits limits) {
    Replay replay(GetParam(), scenario, limits);
    expectSame(replay.start(), scenario.start, "start");
    for (std::size_t i = 0; i < scenario.steps.size(); ++i) {
      const Step& step = scenario.steps[i];
      expectSame(replay.perform(step), step.expected, describe(i, step));
    }
    replay.stop();
    EXPECT_EQ(replay.pendingTimers(), 0u);
  }
};

TEST_P(ScenarioReplayTest, GoesThroughItsScenarioAsXStateDid) {
  replayWith({});
}

TEST_P(ScenarioReplayTest, DoesTheSameWithoutPlans) {
  replayWith({.maxPlans = 0});
}

TEST_P(ScenarioReplayTest, DoesTheSameWhenPlansAreForgottenAllTheTime) {
  replayWith({.maxPlans = 2});
}

INSTANTIATE_TEST_SUITE_P(Charts, ScenarioReplayTest,
                         ::testing::Values("checkout", "iot-device", "llm-agent-loop",
                                           "media-player", "upload-queue", "websocket-connection"),
                         [](const auto& chart) {
                           std::string name = chart.param;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace statewarden::testing
