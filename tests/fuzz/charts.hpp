// The charts that fuzzers run.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "chart/chart.hpp"

namespace statewarden::fuzz {

/// Returns a chart by number: those of charts/ come first, random ones follow.
[[nodiscard]] std::shared_ptr<const Chart> chartByNumber(std::uint32_t number);
/// Lists event types that a chart can tell apart, and one that it does not know.
[[nodiscard]] std::vector<std::string> eventsOf(const Chart& chart);

}  // namespace statewarden::fuzz
