// Config -> delayed transitions.
#pragma once

#include "chart/parse/event_scope.hpp"

namespace statewarden {

/// Reads a node's `after` into delays, and the transitions for their expiry.
void readDelays(const EventScope& scope);

}  // namespace statewarden
