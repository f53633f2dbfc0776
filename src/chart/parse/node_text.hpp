// What a state says to people: id, tags, meta and description.
#pragma once

#include "chart/config/config_tree.hpp"
#include "chart/parse/issue_collector.hpp"
#include "chart/state_node.hpp"

namespace statewarden {

/// Reads a state's texts; `key` stays empty, and `id` where none is given.
[[nodiscard]] NodeText readNodeText(const ConfigValue& config, IssueCollector& issues);

}  // namespace statewarden
