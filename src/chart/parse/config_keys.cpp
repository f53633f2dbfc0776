#include "chart/parse/config_keys.hpp"

#include <algorithm>
#include <array>

#include "chart/parse/nearest_name.hpp"

namespace statewarden {

namespace {

using Names = std::string_view;

constexpr std::array kStateNames = std::to_array<Names>(
    {"id", "type", "order", "initial", "states", "entry", "exit", "on", "always", "after", "onDone",
     "invoke", "output", "history", "target", "tags", "meta", "description", "route"});
constexpr std::array kRootNames = std::to_array<Names>(
    {"id",     "type",    "order",   "initial", "states",  "entry",   "exit",
     "on",     "always",  "after",   "onDone",  "invoke",  "output",  "history",
     "target", "tags",    "meta",    "route",   "version", "context", "description",
     "types",  "schemas", "options", "$schema"});
constexpr std::array kTransitionNames =
    std::to_array<Names>({"target", "guard", "actions", "reenter", "meta", "description"});
constexpr std::array kInitialNames =
    std::to_array<Names>({"target", "actions", "meta", "description"});
constexpr std::array kInvocationNames =
    std::to_array<Names>({"id", "src", "systemId", "input", "onDone", "onError", "onSnapshot"});
constexpr std::array kRouteNames =
    std::to_array<Names>({"guard", "actions", "reenter", "meta", "description"});
constexpr std::array kImplementationNames = std::to_array<Names>({"type", "params"});
constexpr std::array kOptionNames = std::to_array<Names>({"maxIterations"});

constexpr std::array kOutdatedInStates = std::to_array<OutdatedKey>(
    {{"activities", "version 5 has 'invoke' instead"},
     {"data", "version 5 has 'output' instead"},
     {"onEntry", "version 5 has 'entry' instead"},
     {"onExit", "version 5 has 'exit' instead"},
     {"parallel", "version 5 has \"type\": \"parallel\" instead"},
     {"key", "version 5 takes the key from the parent's 'states'; remove it"},
     {"delimiter", "version 5 always separates with a dot; remove it"},
     {"strict", "version 5 has a '*' transition for unknown events instead; remove it"},
     {"predictableActionArguments", "version 5 always does so; remove it"},
     {"preserveActionOrder", "version 5 always does so; remove it"}});
constexpr std::array kOutdatedInTransitions = std::to_array<OutdatedKey>(
    {{"cond", "version 5 has 'guard' instead", true},
     {"internal", "version 5 has 'reenter' with the opposite meaning instead"},
     {"in", "version 5 has a 'guard' that tests the state instead"}});
constexpr std::array kOutdatedInInvocations =
    std::to_array<OutdatedKey>({{"data", "version 5 has 'input' instead"},
                                {"autoForward", "version 5 has the forwardTo action instead"}});

}  // namespace

const KeySet kRootKeys{kRootNames, kOutdatedInStates};
const KeySet kStateKeys{kStateNames, kOutdatedInStates};
const KeySet kTransitionKeys{kTransitionNames, kOutdatedInTransitions};
const KeySet kInitialKeys{kInitialNames, {}};
const KeySet kInvocationKeys{kInvocationNames, kOutdatedInInvocations};
const KeySet kRouteKeys{kRouteNames, kOutdatedInTransitions};
const KeySet kImplementationKeys{kImplementationNames, {}};
const KeySet kOptionKeys{kOptionNames, {}};

namespace {

void reportOutdated(const ConfigValue& member, const ConfigValue& object,
                    const OutdatedKey& outdated, IssueCollector& issues) {
  if (!(outdated.isError ? issues.wantsError() : issues.wantsWarning())) {
    if (outdated.isError) issues.error(ChartIssueCode::outdatedKey, object, {}, {});
    return;
  }
  ChartIssue issue;
  issue.code = ChartIssueCode::outdatedKey;
  issue.isWarning = !outdated.isError;
  issue.pointer = object.pointer();
  issue.message = "outdated key " + quoteName(outdated.key) + " " + placeName(issue.pointer) +
                  "; " + std::string(outdated.advice);
  issues.add(std::move(issue), member.offset());
}

void reportUnknown(const ConfigValue& member, const ConfigValue& object, const KeySet& keys,
                   IssueCollector& issues) {
  ChartIssue issue;
  issue.code = ChartIssueCode::unknownKey;
  issue.isWarning = true;
  issue.pointer = object.pointer();
  issue.message = "unknown key " + quoteName(member.key()) + " " + placeName(issue.pointer);
  NearestName nearest(member.key());
  for (const std::string_view known : keys.known) {
    nearest.offer(known);
  }
  if (!nearest.best().empty()) {
    issue.message += "; " + nearest.question();
  } else if (std::ranges::find(kRootNames, member.key()) != kRootNames.end()) {
    issue.message += "; it has a meaning only at the root";
  } else {
    issue.message += "; it has no effect, keep other data in 'meta' or 'params'";
  }
  issues.add(std::move(issue), member.offset());
}

}  // namespace

void checkKeys(const ConfigValue& object, const KeySet& keys, IssueCollector& issues) {
  for (const ConfigValue& member : object.children()) {
    if (std::ranges::find(keys.known, member.key()) != keys.known.end()) {
      continue;
    }
    const auto outdated = std::ranges::find(keys.outdated, member.key(), &OutdatedKey::key);
    if (outdated != keys.outdated.end()) {
      reportOutdated(member, object, *outdated, issues);
    } else if (issues.wantsWarning()) {
      reportUnknown(member, object, keys, issues);
    }
  }
}

}  // namespace statewarden
