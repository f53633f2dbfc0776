#include "fuzz/charts.hpp"

#include <array>
#include <unordered_map>

#include "chart/parse_chart.hpp"
#include "charts/scenario.hpp"
#include "interpreter/random_chart.hpp"

namespace statewarden::fuzz {
namespace {

constexpr std::array kNames = {"checkout",     "iot-device",   "llm-agent-loop",
                               "media-player", "upload-queue", "websocket-connection"};

std::string textOf(std::uint32_t number) {
  if (number < kNames.size()) return testing::readChart(kNames[number]);
  return testing::makeRandomCase(number).chart;
}

}  // namespace

std::shared_ptr<const Chart> chartByNumber(std::uint32_t number) {
  static std::unordered_map<std::uint32_t, std::shared_ptr<const Chart>> charts;
  // A fuzzer runs for hours.
  if (charts.size() > 1000) charts.clear();
  std::shared_ptr<const Chart>& chart = charts[number];
  if (chart == nullptr) chart = parseChart(textOf(number)).chart;
  return chart;
}

std::vector<std::string> eventsOf(const Chart& chart) {
  std::vector<std::string> events{"unknown"};
  for (const Descriptor& descriptor : chart.data().descriptors) {
    std::string type = descriptor.text;
    if (type.ends_with('*')) type.back() = 'w';
    events.push_back(std::move(type));
  }
  return events;
}

}  // namespace statewarden::fuzz
