#include "chart/parse/config_members.hpp"

#include <string>

namespace statewarden {

namespace {

std::string_view kindName(ConfigKind kind) {
  switch (kind) {
    case ConfigKind::null:
      return "null";
    case ConfigKind::boolean:
      return "a boolean";
    case ConfigKind::number:
      return "a number";
    case ConfigKind::string:
      return "a string";
    case ConfigKind::array:
      return "an array";
    case ConfigKind::object:
      return "an object";
  }
  return "nothing";
}

}  // namespace

bool isFalsy(const ConfigValue& value) {
  switch (value.kind()) {
    case ConfigKind::null:
      return true;
    case ConfigKind::boolean:
      return !value.isTrue();
    case ConfigKind::number:
      return value.number() == 0;
    case ConfigKind::string:
      return value.text().empty();
    case ConfigKind::array:
    case ConfigKind::object:
      return false;
  }
  return false;
}

ConfigValue findTruthy(const ConfigValue& object, std::string_view key) {
  const ConfigValue member = object.find(key);
  return member.exists() && !isFalsy(member) ? member : ConfigValue{};
}

ConfigValue findNonNull(const ConfigValue& object, std::string_view key) {
  const ConfigValue member = object.find(key);
  return member.is(ConfigKind::null) ? ConfigValue{} : member;
}

void reportWrongType(IssueCollector& issues, const ConfigValue& where, std::string_view expected,
                     std::string_view advice) {
  std::string problem = "expected ";
  problem += expected;
  problem += " but found ";
  problem += kindName(where.kind());
  issues.error(ChartIssueCode::wrongType, where, problem, advice);
}

std::optional<std::string_view> readString(const ConfigValue& value, IssueCollector& issues) {
  if (!value.exists()) return std::nullopt;
  if (value.is(ConfigKind::string)) return value.text();
  reportWrongType(issues, value, "a string");
  return std::nullopt;
}

bool readBoolean(const ConfigValue& value, IssueCollector& issues) {
  if (!value.exists()) return false;
  if (!value.is(ConfigKind::boolean)) reportWrongType(issues, value, "true or false");
  return value.isTrue();
}

}  // namespace statewarden
