// How long to wait before a restart.
#pragma once

#include <cstdint>

#include "supervision/random.hpp"
#include "supervision/strategy.hpp"

namespace statewarden {

/// Returns the milliseconds before a restart that follows `attempts` others in a row.
///
/// The back-off must be normalized. O(log attempts).
[[nodiscard]] double backoffDelay(const Backoff& backoff, std::uint32_t attempts, Random& random);

/// Takes a random part of the share `jitter` (0 to 1) off a wait.
[[nodiscard]] double withJitter(double wait, double jitter, Random& random);

}  // namespace statewarden
