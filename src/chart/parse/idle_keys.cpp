#include "chart/parse/idle_keys.hpp"

#include <array>
#include <string>

#include "chart/parse/config_members.hpp"

namespace statewarden {

namespace {

constexpr auto kIdleOnHistory =
    std::to_array<std::string_view>({"on", "always", "after", "entry", "exit", "invoke"});

class IdleKeyCheck {
 public:
  IdleKeyCheck(ChartDraft& draft, NodeIndex node)
      : issues_(draft.issues()), config_(draft.config(node)) {}

  void warn(std::string_view key, std::string_view reason) {
    const ConfigValue member = findTruthy(config_, key);
    if (!member.exists() || !issues_.wantsWarning()) return;
    issues_.warning(ChartIssueCode::unknownKey, member, quoteName(key) + " has no effect", reason);
  }

 private:
  IssueCollector& issues_;
  const ConfigValue& config_;
};

}  // namespace

void checkIdleKeys(ChartDraft& draft, NodeIndex node) {
  const NodeType type = draft.data.nodes[node].type;
  const bool isRoot = draft.data.nodes[node].parent == kNone;
  IdleKeyCheck check(draft, node);
  if (type == NodeType::history) {
    for (const std::string_view key : kIdleOnHistory) {
      check.warn(key, "a history state is never active itself");
    }
  } else {
    check.warn("history", "only states of type history have it");
    check.warn("target", "only history states have a default target, use 'always' or 'initial'");
  }
  if (type != NodeType::compound && type != NodeType::parallel) {
    check.warn("onDone", "only compound and parallel states are ever done");
  }
  if (type != NodeType::finalState && !isRoot) {
    check.warn("output", "only final states and the root have one");
  }
  if (isRoot) {
    check.warn("route", "every other state can have one");
  } else if (!findTruthy(draft.config(node), "id").exists()) {
    check.warn("route", "give the state an 'id' to route to");
  }
}

}  // namespace statewarden
