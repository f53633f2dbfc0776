// A recorded scenario of one of the charts in charts/.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace statewarden::testing {

/// What XState showed after a step.
struct Expectation {
  /// The state value as JSON text.
  std::string value;
  std::vector<std::string> tags;
  std::vector<std::string> actions;

  friend bool operator==(const Expectation&, const Expectation&) = default;
};

/// What happens in a step, and what is expected after it.
struct Step {
  std::map<std::string, bool> guards;
  /// The type of the event that is sent, unless time passes.
  std::optional<std::string> event;
  double milliseconds = 0;
  Expectation expected;
};

struct Scenario {
  std::map<std::string, bool> guards;
  std::map<std::string, double> delays;
  Expectation start;
  std::vector<Step> steps;
};

/// Reads charts/<name>.json.
[[nodiscard]] std::string readChart(const std::string& name);
/// Reads charts/scenarios/<name>.json.
[[nodiscard]] Scenario readScenario(const std::string& name);

}  // namespace statewarden::testing
