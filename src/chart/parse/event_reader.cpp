#include "chart/parse/event_reader.hpp"

#include "chart/event_types.hpp"
#include "chart/parse/config_members.hpp"
#include "chart/parse/delay_reader.hpp"
#include "chart/parse/event_scope.hpp"
#include "chart/parse/invocation_reader.hpp"
#include "chart/parse/route_reader.hpp"

namespace statewarden {

namespace {

void checkDescriptor(const ConfigValue& place, IssueCollector& issues) {
  const std::string_view descriptor = place.key();
  if (descriptor.empty()) {
    issues.error(ChartIssueCode::invalidDescriptor, place, "empty event descriptor",
                 "use 'always' for transitions without an event");
  } else if (hasMisplacedWildcard(descriptor)) {
    issues.warning(ChartIssueCode::invalidDescriptor, place,
                   "'*' has no meaning in " + quoteName(descriptor),
                   "only '*' alone or a last '.*' matches other events");
  } else if (descriptor == kInitEvent || descriptor == kStopEvent) {
    issues.warning(ChartIssueCode::invalidDescriptor, place,
                   "no transition is ever taken for " + quoteName(descriptor),
                   "use 'entry' or 'exit'");
  }
}

void readOn(const EventScope& scope) {
  const ConfigValue on = findTruthy(scope.config(), "on");
  if (!on.exists()) return;
  if (!on.is(ConfigKind::object)) {
    reportWrongType(scope.issues(), on, "an object of event descriptors");
    return;
  }
  for (const ConfigValue& place : on.members()) {
    checkDescriptor(place, scope.issues());
    scope.set(std::string(place.key()), place);
  }
}

void readOnDone(const EventScope& scope) {
  StateNode& node = scope.draft.data.nodes[scope.node];
  const bool isRaised = node.type == NodeType::compound || node.type == NodeType::parallel;
  const ConfigValue onDone = findTruthy(scope.config(), "onDone");
  if (!isRaised && !onDone.exists()) return;
  std::string event = doneStateEvent(scope.draft.id(scope.node));
  if (isRaised) node.doneDescriptor = scope.draft.intern(event);
  if (onDone.exists()) scope.set(std::move(event), onDone);
}

}  // namespace

void readEvents(ChartDraft& draft, TransitionReader& transitions, NodeIndex node) {
  EventTable table;
  const EventScope scope{draft, transitions, node, table};
  readOn(scope);
  readOnDone(scope);
  readInvocations(scope);
  readDelays(scope);
  if (node == 0) readRoutes(scope);
  draft.data.nodes[node].on = table.writeTo(draft.data);
}

}  // namespace statewarden
