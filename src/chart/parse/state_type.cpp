#include "chart/parse/state_type.hpp"

#include <array>
#include <string>
#include <utility>

#include "chart/parse/config_members.hpp"
#include "chart/parse/nearest_name.hpp"

namespace statewarden {

namespace {

using TypeName = std::pair<std::string_view, NodeType>;
constexpr auto kTypes = std::to_array<TypeName>({{"atomic", NodeType::atomic},
                                                 {"compound", NodeType::compound},
                                                 {"parallel", NodeType::parallel},
                                                 {"final", NodeType::finalState},
                                                 {"history", NodeType::history}});

bool hasChildren(const ConfigValue& config) {
  const ConfigValue states = config.find("states");
  return states.is(ConfigKind::object) && states.childCount() > 0;
}

NodeType readName(const ConfigValue& type, NodeType otherwise, IssueCollector& issues) {
  const auto name = readString(type, issues);
  if (!name) return otherwise;
  NearestName nearest(*name);
  for (const auto& [known, value] : kTypes) {
    if (*name == known) return value;
    nearest.offer(known);
  }
  issues.error(ChartIssueCode::invalidType, type, "unknown state type " + quoteName(*name),
               nearest.best().empty() ? "use atomic, compound, parallel, final or history"
                                      : nearest.question());
  return otherwise;
}

HistoryKind readHistory(const ConfigValue& history, IssueCollector& issues) {
  if (!history.exists()) return HistoryKind::none;
  if (history.isTrue()) return HistoryKind::shallow;
  if (history.is(ConfigKind::string)) {
    if (history.text() == "shallow") return HistoryKind::shallow;
    if (history.text() == "deep") return HistoryKind::deep;
  }
  issues.error(ChartIssueCode::invalidType, history,
               "unknown history kind " + quoteName(history.source()),
               "use \"shallow\", \"deep\" or true");
  return HistoryKind::shallow;
}

void checkContradictions(NodeType type, const ConfigValue& where, bool isParent, bool isRoot,
                         IssueCollector& issues) {
  if (type == NodeType::history && isRoot) {
    issues.error(ChartIssueCode::invalidType, where, "the root cannot be a history state",
                 "give it 'initial' and 'states'");
  }
  const bool mayHaveChildren = type == NodeType::compound || type == NodeType::parallel;
  if (isParent && !mayHaveChildren) {
    issues.error(ChartIssueCode::invalidType, where,
                 "type " + quoteName(where.text()) + " contradicts 'states'",
                 "use \"compound\" or \"parallel\", or remove 'states'");
  }
}

}  // namespace

StateType readStateType(const ConfigValue& config, bool isRoot, IssueCollector& issues) {
  const bool isParent = hasChildren(config);
  const ConfigValue type = findTruthy(config, "type");
  const HistoryKind history = readHistory(findTruthy(config, "history"), issues);
  NodeType implied = history != HistoryKind::none ? NodeType::history : NodeType::atomic;
  if (isParent) implied = NodeType::compound;

  StateType result;
  result.type = type.exists() ? readName(type, implied, issues) : implied;
  if (result.type == NodeType::history) {
    result.history = history == HistoryKind::none ? HistoryKind::shallow : history;
  }
  checkContradictions(result.type, type.exists() ? type : config, isParent, isRoot, issues);
  return result;
}

}  // namespace statewarden
