// Random charts and events, for properties that hold for all of them.
#pragma once

#include <random>
#include <string>
#include <vector>

namespace statewarden::testing {

/// A chart as JSON text, and events to send; an event `+n` lets n milliseconds pass.
struct RandomCase {
  std::string chart;
  std::vector<std::string> events;
};

/// Makes the same case for the same seed on every machine.
[[nodiscard]] RandomCase makeRandomCase(std::uint32_t seed);

}  // namespace statewarden::testing
