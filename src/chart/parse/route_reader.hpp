// Config -> routes.
#pragma once

#include "chart/parse/event_scope.hpp"

namespace statewarden {

/// Reads the routes of all nodes below the root, the scope's node, into transitions of the root.
void readRoutes(const EventScope& scope);

}  // namespace statewarden
