#include "chart/parse_chart.hpp"

#include <utility>

#include "chart/parse/chart_draft.hpp"
#include "chart/parse/endless_entry.hpp"
#include "chart/parse/machine_reader.hpp"
#include "chart/parse/node_reader.hpp"
#include "chart/parse/read_config.hpp"
#include "chart/parse/state_tree.hpp"

namespace statewarden {

namespace {

void readChart(const ConfigValue& root, ChartDraft& draft) {
  readStateTree(root, draft);
  if (draft.isTooLarge()) return;
  readMachine(root, draft);
  TransitionReader transitions(draft);
  for (NodeIndex node = 0; node < draft.data.nodes.size() && !draft.isTooLarge(); ++node) {
    readNode(draft, transitions, node);
  }
  if (!draft.issues().hasErrors()) checkEndlessEntry(draft);
}

}  // namespace

ParsedChart parseChart(std::string_view json, const ChartLimits& limits) {
  ParsedChart result;
  IssueCollector issues(json, limits.maxIssues);
  ConfigTree tree;
  const bool isComplete = readConfig(json, limits, tree, issues);
  if (isComplete && !issues.hasErrors()) {
    ChartDraft draft(limits, issues);
    readChart(tree.root(), draft);
    if (!issues.hasErrors()) result.chart = std::make_shared<const Chart>(std::move(draft.data));
  }
  result.issues = issues.finish();
  return result;
}

}  // namespace statewarden
