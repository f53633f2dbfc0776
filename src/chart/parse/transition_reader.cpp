#include "chart/parse/transition_reader.hpp"

#include "chart/config/json_text.hpp"
#include "chart/event_types.hpp"
#include "chart/parse/config_members.hpp"
#include "chart/parse/implementation_reader.hpp"

namespace statewarden {

std::vector<Transition> TransitionReader::readAll(NodeIndex source, const ConfigValue& value) {
  std::vector<Transition> result;
  for (const ConfigValue& transition : value.oneOrMany()) read(source, transition, result);
  return result;
}

void TransitionReader::read(NodeIndex source, const ConfigValue& value,
                            std::vector<Transition>& result) {
  Transition transition;
  transition.source = source;
  if (value.is(ConfigKind::string) || value.is(ConfigKind::number)) {
    transition.targets = targets_.ofTransition(source, value);
  } else if (value.is(ConfigKind::object)) {
    checkKeys(value, kTransitionKeys, draft_.issues());
    transition.targets = targets_.ofTransition(source, value.find("target"));
    transition.guard = readGuard(draft_, source, findTruthy(value, "guard"));
    transition.actions = readActions(draft_, source, value.find("actions"));
    transition.reenter = readBoolean(findNonNull(value, "reenter"), draft_.issues());
  } else {
    reportWrongType(draft_.issues(), value, "a target or a transition object",
                    value.is(ConfigKind::null) ? "use {} to ignore an event" : "");
    return;
  }
  result.push_back(transition);
}

Transition TransitionReader::readRoute(NodeIndex node, const ConfigValue& route) {
  checkKeys(route, kRouteKeys, draft_.issues());
  const ConfigValue guard = findTruthy(route, "guard");
  const std::string_view id = draft_.id(node);
  Transition transition;
  transition.source = 0;
  transition.targets = targets_.ofRoute(node, id);
  transition.guard = draft_.addSlot(SlotKind::guard, 0, kRouteEvent, route);
  if (transition.guard != kNone) {
    std::string& definition = draft_.data.slots[transition.guard].definition;
    definition = R"({"type":)" + jsonString(kRouteEvent) + R"(,"params":{"id":)" + jsonString(id) +
                 R"(,"guard":)" + std::string(guard.exists() ? guard.source() : "null") + "}}";
  }
  transition.actions = readActions(draft_, 0, route.find("actions"));
  transition.reenter = readBoolean(findNonNull(route, "reenter"), draft_.issues());
  return transition;
}

TransitionIndex TransitionReader::add(const Transition& transition) {
  draft_.data.transitions.push_back(transition);
  return static_cast<TransitionIndex>(draft_.data.transitions.size() - 1);
}

}  // namespace statewarden
