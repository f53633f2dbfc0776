// How much of everything exists.
#pragma once

#include <cstdint>

namespace statewarden {

struct Counts {
  std::uint32_t actors = 0;
  std::uint32_t children = 0;
  std::uint32_t supervisors = 0;
  /// Pending timers of all clocks.
  std::uint32_t timers = 0;
  std::uint32_t programs = 0;
  std::uint32_t strategies = 0;
  std::uint32_t breakers = 0;
};

}  // namespace statewarden
