// Event records as JSON text.
#pragma once

#include <cstdint>
#include <string>

#include "telemetry/event_ring.hpp"

namespace statewarden {

/// Takes up to `max` records out of a ring, oldest first, and writes them as a JSON array of
/// objects with the fields of EventRecord; equal records give equal bytes.
[[nodiscard]] std::string takeEventsAsText(EventRing& events, std::uint32_t max);

}  // namespace statewarden
