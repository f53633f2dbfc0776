#include <charconv>
#include <optional>
#include <sstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "chart/parse_chart.hpp"
#include "fuzz/charts.hpp"
#include "fuzz/targets.hpp"
#include "interpreter/configuration_check.hpp"
#include "interpreter/state_value.hpp"
#include "support/machine.hpp"

namespace statewarden::fuzz {
namespace {

constexpr int kMaxEvents = 50;
/// A chart may ask for endless loops of any length, which take any time.
constexpr std::uint32_t kMostIterations = 1000;
constexpr std::uint32_t kMostNodes = 1000;

std::shared_ptr<const Chart> readChart(const std::string& line) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), number);
  if (error == std::errc()) return chartByNumber(number % 65'536);
  ParsedChart parsed = parseChart(line, {.maxDepth = 100});
  const bool isSmall = parsed.chart != nullptr && parsed.chart->nodeCount() <= kMostNodes &&
                       parsed.chart->data().maxIterations <= kMostIterations;
  return isSmall ? parsed.chart : nullptr;
}

void expectReadsWhatItWrites(const Chart& chart, const StateKey& state) {
  const nlohmann::json parts = nlohmann::json::parse(writeState(chart, state));
  std::string error;
  const std::optional<StateKey> again =
      readState(chart, parts["value"].dump(), parts["history"].dump(), error);
  ASSERT_TRUE(again.has_value()) << error;
  const nlohmann::json rewritten = nlohmann::json::parse(writeState(chart, *again));
  EXPECT_EQ(rewritten["value"], parts["value"]);
  EXPECT_EQ(rewritten["history"], parts["history"]);
}

}  // namespace

void restoreAnySnapshot(Bytes bytes) {
  std::istringstream lines(std::string(bytes.begin(), bytes.end()));
  std::string chartLine;
  std::string value;
  std::string history;
  std::getline(lines, chartLine);
  std::getline(lines, value);
  std::getline(lines, history);
  const std::shared_ptr<const Chart> chart = readChart(chartLine);
  if (chart == nullptr) return;
  std::string error;
  const std::optional<StateKey> state = readState(*chart, value, history, error);
  EXPECT_EQ(state.has_value(), error.empty());
  if (!state) return;
  EXPECT_EQ(testing::findFault(*chart, *state), "");

  testing::World world;
  const ProgramIndex program = world.system.addProgram(std::make_unique<Program>(chart));
  const ActorId actor = world.create(program);
  world.system.restore(actor, *state);
  world.system.start(actor);
  std::string event;
  for (int i = 0; i < kMaxEvents && std::getline(lines, event); ++i) {
    if (event.starts_with('+')) {
      world.advance(static_cast<double>(event.size()));
    } else {
      world.host.send(actor, event);
    }
    const State* now = world.system.workingState(actor);
    ASSERT_NE(now, nullptr);
    EXPECT_EQ(testing::findFault(*chart, now->key), "") << event;
    expectReadsWhatItWrites(*chart, now->key);
  }
  world.system.remove(actor);
  EXPECT_EQ(world.system.timerCount() + world.host.heldEvents() + world.host.heldEffects(), 0u);
}

}  // namespace statewarden::fuzz
