// Short ways to parse a chart and to ask about it by name.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "chart/parse_chart.hpp"

namespace statewarden::testing {

/// Parses a config that must have no errors.
[[nodiscard]] std::shared_ptr<const Chart> parsed(std::string_view json);

/// Returns the issues of a config.
[[nodiscard]] std::vector<ChartIssue> issuesOf(std::string_view json);

/// Returns a config's only issue as "code pointer: message", "valid" for none.
[[nodiscard]] std::string onlyIssueOf(std::string_view json);

/// Names nodes by their ids.
[[nodiscard]] std::vector<std::string> idsOf(const Chart& chart,
                                             const std::vector<NodeIndex>& nodes);

/// Returns the transitions of a node for a descriptor, in order.
[[nodiscard]] std::vector<Transition> transitionsOf(const Chart& chart, std::string_view nodeId,
                                                    std::string_view descriptor);

/// Returns the ids of the targets of a node's first transition for a descriptor.
[[nodiscard]] std::vector<std::string> targetsOf(const Chart& chart, std::string_view nodeId,
                                                 std::string_view descriptor);

/// Returns the ids of a transition's targets.
[[nodiscard]] std::vector<std::string> targetsOf(const Chart& chart, const Transition& transition);

/// Returns the names of the slots in a list.
[[nodiscard]] std::vector<std::string> namesOf(const Chart& chart, IndexRange slots);

/// Returns the descriptors that a node has transitions for, in order.
[[nodiscard]] std::vector<std::string> descriptorsOf(const Chart& chart, std::string_view nodeId);

/// Returns a node that must exist.
[[nodiscard]] const StateNode& nodeOf(const Chart& chart, std::string_view id);

}  // namespace statewarden::testing
