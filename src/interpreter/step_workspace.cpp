#include "interpreter/step_workspace.hpp"

#include <algorithm>

namespace statewarden {

StepWorkspace::StepWorkspace(const Chart& chart)
    : domains(chart), active(chart.nodeCount()), completed(chart.nodeCount()), entries(chart) {
  const ChartData& data = chart.data();
  keepsInsertionOrder =
      data.hasAlways || std::ranges::any_of(data.nodes, &StateNode::hasHistoryChild) ||
      std::ranges::any_of(data.texts, [](const NodeText& text) { return !text.tags.empty(); });
}

}  // namespace statewarden
