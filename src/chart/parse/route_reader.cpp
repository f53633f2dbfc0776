#include "chart/parse/route_reader.hpp"

#include <utility>

#include "chart/event_types.hpp"
#include "chart/parse/config_members.hpp"

namespace statewarden {

void readRoutes(const EventScope& scope) {
  std::vector<Transition> routes;
  for (NodeIndex node = 1; node < scope.draft.data.nodes.size(); ++node) {
    const ConfigValue& config = scope.draft.config(node);
    const ConfigValue route = findTruthy(config, "route");
    if (!route.exists() || !findTruthy(config, "id").exists()) continue;
    if (route.is(ConfigKind::object)) {
      routes.push_back(scope.transitions.readRoute(node, route));
    } else {
      reportWrongType(scope.issues(), route, "an object, {} for a route without a guard");
    }
  }
  if (!routes.empty()) {
    scope.table.set(scope.draft.intern(std::string(kRouteEvent)), std::move(routes));
  }
}

}  // namespace statewarden
