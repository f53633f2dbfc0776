// Config -> invocations.
#pragma once

#include "chart/parse/event_scope.hpp"

namespace statewarden {

/// Reads a node's `invoke` into slots, and what it does when they end or change.
void readInvocations(const EventScope& scope);

}  // namespace statewarden
