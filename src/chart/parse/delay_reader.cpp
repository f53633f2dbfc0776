#include "chart/parse/delay_reader.hpp"

#include "chart/config/json_text.hpp"
#include "chart/event_types.hpp"
#include "chart/parse/config_members.hpp"
#include "chart/parse/delay_key.hpp"

namespace statewarden {

namespace {

SlotIndex addDelaySlot(const EventScope& scope, const ConfigValue& place, std::string_view name) {
  const SlotIndex slot = scope.draft.addSlot(SlotKind::delay, scope.node, name, place);
  if (slot != kNone) scope.draft.data.slots[slot].definition = jsonString(name);
  return slot;
}

void readDelay(const EventScope& scope, const ConfigValue& place) {
  const DelayKey key = readDelayKey(place, scope.issues());
  Delay delay;
  delay.node = scope.node;
  delay.milliseconds = key.milliseconds;
  if (key.isNamed) delay.slot = addDelaySlot(scope, place, key.text);
  delay.descriptor = scope.draft.intern(afterEvent(key.text, scope.draft.id(scope.node)));
  scope.draft.data.delays.push_back(delay);
  scope.table.append(delay.descriptor, scope.transitions.readAll(scope.node, place));
}

}  // namespace

void readDelays(const EventScope& scope) {
  const ConfigValue after = findTruthy(scope.config(), "after");
  if (!after.exists()) return;
  if (!after.is(ConfigKind::object)) {
    reportWrongType(scope.issues(), after, "an object such as {\"1000\": \"target\"}");
    return;
  }
  const auto begin = static_cast<DelayIndex>(scope.draft.data.delays.size());
  for (const ConfigValue& place : after.members()) {
    if (scope.draft.isTooLarge()) return;
    readDelay(scope, place);
  }
  const auto end = static_cast<DelayIndex>(scope.draft.data.delays.size());
  scope.draft.data.nodes[scope.node].delays = {begin, end};
}

}  // namespace statewarden
