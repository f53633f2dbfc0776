#include "chart/parse/implementation_reader.hpp"

#include <optional>

#include "chart/parse/config_keys.hpp"
#include "chart/parse/config_members.hpp"

namespace statewarden {

namespace {

std::optional<std::string_view> readName(const ConfigValue& value, IssueCollector& issues) {
  if (value.is(ConfigKind::string)) return value.text();
  if (!value.is(ConfigKind::object)) {
    reportWrongType(issues, value, "a name or {\"type\", \"params\"}");
    return std::nullopt;
  }
  checkKeys(value, kImplementationKeys, issues);
  const ConfigValue type = value.find("type");
  if (type.exists()) return readString(type, issues);
  issues.error(ChartIssueCode::wrongType, value, "missing 'type'", "name the implementation there");
  return std::nullopt;
}

}  // namespace

IndexRange readActions(ChartDraft& draft, NodeIndex node, const ConfigValue& value) {
  auto& list = draft.data.slotLists;
  const auto begin = static_cast<std::uint32_t>(list.size());
  for (const ConfigValue& action : value.oneOrMany()) {
    if (const auto name = readName(action, draft.issues())) {
      list.push_back(draft.addSlot(SlotKind::action, node, *name, action));
    }
  }
  return {begin, static_cast<std::uint32_t>(list.size())};
}

SlotIndex readGuard(ChartDraft& draft, NodeIndex node, const ConfigValue& value) {
  if (!value.exists()) return kNone;
  const auto name = readName(value, draft.issues());
  return name ? draft.addSlot(SlotKind::guard, node, *name, value) : kNone;
}

}  // namespace statewarden
