#include "chart/parse/invocation_reader.hpp"

#include <utility>

#include "chart/event_types.hpp"
#include "chart/parse/config_members.hpp"

namespace statewarden {

namespace {

std::string readSource(const EventScope& scope, const ConfigValue& config,
                       const std::string& defaultId) {
  const ConfigValue source = findNonNull(config, "src");
  if (source.is(ConfigKind::string)) return std::string(source.text());
  if (!source.exists()) {
    scope.issues().error(ChartIssueCode::wrongType, config, "missing 'src'",
                         "name what to invoke there");
  }
  return "xstate.invoke." + defaultId;
}

void readHandlers(const EventScope& scope, const ConfigValue& config, std::string_view id) {
  if (const ConfigValue value = findTruthy(config, "onDone"); value.exists()) {
    scope.set(doneActorEvent(id), value);
  }
  if (const ConfigValue value = findTruthy(config, "onError"); value.exists()) {
    scope.set(errorActorEvent(id), value);
  }
  if (const ConfigValue value = findTruthy(config, "onSnapshot"); value.exists()) {
    scope.set(snapshotEvent(id), value);
  }
}

SlotIndex readInvocation(const EventScope& scope, const ConfigValue& config,
                         std::uint32_t ordinal) {
  checkKeys(config, kInvocationKeys, scope.issues());
  const std::string defaultId =
      std::to_string(ordinal) + "." + std::string(scope.draft.id(scope.node));
  const auto givenId = readString(findNonNull(config, "id"), scope.issues());
  std::string id = givenId ? std::string(*givenId) : defaultId;
  static_cast<void>(readString(findNonNull(config, "systemId"), scope.issues()));
  const std::string source = readSource(scope, config, defaultId);
  readHandlers(scope, config, id);
  if (!scope.draft.charge(id.size(), config)) return kNone;
  const SlotIndex slot = scope.draft.addSlot(SlotKind::invocation, scope.node, source, config);
  if (slot != kNone) scope.draft.data.slots[slot].id = std::move(id);
  return slot;
}

}  // namespace

void readInvocations(const EventScope& scope) {
  std::vector<SlotIndex> slots;
  std::uint32_t ordinal = 0;
  for (const ConfigValue& config : scope.config().find("invoke").oneOrMany()) {
    if (scope.draft.isTooLarge()) return;
    if (config.is(ConfigKind::object)) {
      slots.push_back(readInvocation(scope, config, ordinal));
    } else {
      reportWrongType(scope.issues(), config, "an object such as {\"src\": \"name\"}");
    }
    ++ordinal;
  }
  // Only now, for the handlers' actions lie in the same list.
  auto& list = scope.draft.data.slotLists;
  const auto begin = static_cast<std::uint32_t>(list.size());
  list.insert(list.end(), slots.begin(), slots.end());
  scope.draft.data.nodes[scope.node].invocations = {begin, static_cast<std::uint32_t>(list.size())};
}

}  // namespace statewarden
