#include "chart/parse/endless_entry.hpp"

#include <algorithm>
#include <vector>

namespace statewarden {

namespace {

// Follows from each node the nodes entered with it by default. Initial and parallel states lead
// downwards only, so every cycle has a history state in it.
class DefaultEntryWalk {
 public:
  explicit DefaultEntryWalk(ChartDraft& draft)
      : draft_(draft), marks_(draft.data.nodes.size(), Mark::unseen) {}

  void run() {
    for (NodeIndex node = 0; node < marks_.size(); ++node) {
      if (marks_[node] == Mark::unseen) walkFrom(node);
    }
  }

 private:
  enum class Mark : std::uint8_t { unseen, open, closed };
  struct Step {
    NodeIndex node = kNone;
    std::vector<NodeIndex> next;
    std::size_t taken = 0;
  };

  void walkFrom(NodeIndex start) {
    enter(start);
    while (!path_.empty()) {
      Step& step = path_.back();
      if (step.taken == step.next.size()) {
        marks_[step.node] = Mark::closed;
        path_.pop_back();
        continue;
      }
      const NodeIndex next = step.next[step.taken++];
      if (marks_[next] == Mark::open) report(next);
      if (marks_[next] == Mark::unseen) enter(next);
    }
  }

  void enter(NodeIndex node) {
    marks_[node] = Mark::open;
    path_.push_back({node, enteredWith(node), 0});
  }

  [[nodiscard]] std::vector<NodeIndex> targetsOf(TransitionIndex transition) const {
    if (transition == kNone) return {};
    const IndexRange range = draft_.data.transitions[transition].targets;
    const auto& targets = draft_.data.targets;
    return {targets.data() + range.begin, targets.data() + range.end};
  }

  [[nodiscard]] std::vector<NodeIndex> enteredWith(NodeIndex index) const {
    const auto& nodes = draft_.data.nodes;
    const StateNode& node = nodes[index];
    if (node.type == NodeType::compound) return targetsOf(node.initial);
    if (node.type == NodeType::parallel) return regionsOf(index);
    if (node.type != NodeType::history) return {};
    if (node.historyDefault != kNone) return targetsOf(node.historyDefault);
    const StateNode& parent = nodes[node.parent];
    if (parent.type == NodeType::parallel) return {node.parent};
    return targetsOf(parent.initial);
  }

  [[nodiscard]] std::vector<NodeIndex> regionsOf(NodeIndex index) const {
    const auto& nodes = draft_.data.nodes;
    std::vector<NodeIndex> regions;
    for (NodeIndex child = index + 1; child < nodes[index].end; child = nodes[child].end) {
      if (nodes[child].type != NodeType::history) regions.push_back(child);
    }
    return regions;
  }

  void report(NodeIndex start) {
    const auto begin = std::ranges::find(path_, start, &Step::node);
    const auto history = std::find_if(begin, path_.end(), [&](const Step& step) {
      return draft_.data.nodes[step.node].type == NodeType::history;
    });
    if (history == path_.end()) return;
    draft_.issues().error(ChartIssueCode::endlessEntry, draft_.config(history->node),
                          "the default of the history state " +
                              quoteName(draft_.id(history->node)) + " leads back to itself",
                          "give it a 'target' that is a state below its parent");
  }

  ChartDraft& draft_;
  std::vector<Mark> marks_;
  std::vector<Step> path_;
};

}  // namespace

void checkEndlessEntry(ChartDraft& draft) {
  DefaultEntryWalk(draft).run();
}

}  // namespace statewarden
