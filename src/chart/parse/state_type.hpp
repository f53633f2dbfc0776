// Which type a state has.
#pragma once

#include "chart/config/config_tree.hpp"
#include "chart/parse/issue_collector.hpp"
#include "chart/state_node.hpp"

namespace statewarden {

/// What `type`, `history` and `states` say together.
struct StateType {
  NodeType type = NodeType::atomic;
  HistoryKind history = HistoryKind::none;
};

/// Reads a state's type: as given, else compound with children, else history, else atomic.
[[nodiscard]] StateType readStateType(const ConfigValue& config, bool isRoot,
                                      IssueCollector& issues);

}  // namespace statewarden
