// What the keys of `after` mean.
#pragma once

#include <string>

#include "chart/config/config_tree.hpp"
#include "chart/parse/issue_collector.hpp"

namespace statewarden {

/// A delay as JavaScript reads it from a key.
struct DelayKey {
  /// The number as JavaScript prints it, or the name.
  std::string text;
  double milliseconds = 0;
  bool isNamed = false;
};

/// Reads the key of `place`; reports numbers that no timer can wait for.
[[nodiscard]] DelayKey readDelayKey(const ConfigValue& place, IssueCollector& issues);

}  // namespace statewarden
