// What managing single children comes to: the results of OTP's supervisor calls.
#pragma once

#include <cstdint>

namespace statewarden {

/// What a management call came to.
enum class ManagementVerdict : std::uint8_t {
  ok,
  /// There is no such child.
  notFound,
  /// The child runs, and must be terminated first.
  running,
  /// The child is being restarted, and must be terminated first.
  restarting,
  /// The child could not start; it is stopped and stays known.
  startFailed,
  /// The supervisor is being stopped, and starts nobody.
  goingDown,
};

/// Where a child stands for those who manage it.
enum class ChildPresence : std::uint8_t { absent, stopped, restarting, running };

/// How many children a supervisor has; those that are down count among the first and the last two.
struct ChildCounts {
  std::uint32_t specs = 0;
  std::uint32_t active = 0;
  std::uint32_t restarting = 0;
  std::uint32_t supervisors = 0;
  std::uint32_t workers = 0;
};

}  // namespace statewarden
