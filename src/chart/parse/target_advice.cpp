#include "chart/parse/target_advice.hpp"

#include <algorithm>

#include "chart/parse/nearest_name.hpp"
#include "chart/parse/state_path.hpp"

namespace statewarden {

namespace {

// Comparing with every name of a huge chart, for each of many faults, would take seconds.
constexpr NodeIndex kMostCompared = 4096;

}  // namespace

void TargetAdvice::report(NodeIndex source, const ConfigValue& where, std::string_view target,
                          const Resolution& resolution) {
  IssueCollector& issues = draft_.issues();
  if (!issues.wantsError()) {
    issues.error(ChartIssueCode::unknownTarget, where, {}, {});
    return;
  }
  const Namesakes nodes = namesakes(resolution.missing);
  std::string meant = meantFrom(source, target);
  if (meant.empty() && nodes.second != kNone) return reportAmbiguous(where, target, nodes);
  if (meant.empty() && nodes.first != kNone) meant = addressOf(nodes.first);
  if (meant.empty()) meant = nearest(source, target, resolution);
  std::string advice = "name a sibling, a child as '.child', or any state as '#id'";
  if (isBareOnRoot(source, target)) {
    advice = "the root has no siblings, name a child as '.child' or a state as '#id'";
  }
  if (!meant.empty()) advice = didYouMean(meant);
  issues.error(ChartIssueCode::unknownTarget, where, "unknown target " + quoteName(target), advice);
}

bool TargetAdvice::isBareOnRoot(NodeIndex source, std::string_view target) const {
  const bool isOnRoot = draft_.data.nodes[source].parent == kNone;
  return isOnRoot && !isIdReference(target) && !target.starts_with('.');
}

std::string TargetAdvice::meantFrom(NodeIndex source, std::string_view target) const {
  if (isIdReference(target)) {
    const NodeIndex node = draft_.names.byId(target.substr(1));
    return node == kNone ? std::string{} : addressOf(node);
  }
  std::string asChild = "." + std::string(target);
  const bool isChild =
      isBareOnRoot(source, target) && resolver_.ofTransition(source, asChild).found();
  return isChild ? asChild : std::string{};
}

std::string TargetAdvice::nearest(NodeIndex source, std::string_view target,
                                  const Resolution& resolution) const {
  if (isBareOnRoot(source, target)) {
    return nearestChild(source, {.missing = std::string(target), .before = "."});
  }
  if (resolution.parent != kNone) return nearestChild(resolution.parent, resolution);
  return isIdReference(target) ? nearestId(resolution.missing) : std::string{};
}

void TargetAdvice::reportAmbiguous(const ConfigValue& where, std::string_view target,
                                   const Namesakes& nodes) {
  draft_.issues().error(ChartIssueCode::ambiguousTarget, where,
                        "target " + quoteName(target) + " is no state next to this one",
                        "several states elsewhere have that key, name one by its id, such as " +
                            quoteName(addressOf(nodes.first)) + " or " +
                            quoteName(addressOf(nodes.second)));
}

TargetAdvice::Namesakes TargetAdvice::namesakes(std::string_view key) {
  const auto& texts = draft_.data.texts;
  if (byKey_.empty()) {
    for (NodeIndex node = 1; node < texts.size(); ++node) {
      Namesakes& nodes = byKey_[texts[node].key];
      NodeIndex& free = nodes.first == kNone ? nodes.first : nodes.second;
      if (free == kNone) free = node;
    }
  }
  const auto found = byKey_.find(key);
  return found == byKey_.end() ? Namesakes{} : found->second;
}

std::string TargetAdvice::nearestChild(NodeIndex parent, const Resolution& resolution) const {
  const auto& nodes = draft_.data.nodes;
  NearestName nearest(resolution.missing);
  NodeIndex child = parent + 1;
  for (NodeIndex i = 0; i < kMostCompared && child < nodes[parent].end; ++i) {
    nearest.offer(draft_.data.texts[child].key);
    child = nodes[child].end;
  }
  if (nearest.best().empty()) return {};
  return resolution.before + escapeSegment(nearest.best());
}

std::string TargetAdvice::nearestId(std::string_view id) const {
  NearestName nearest(id);
  const auto count = std::min(kMostCompared, static_cast<NodeIndex>(draft_.data.texts.size()));
  for (NodeIndex node = 0; node < count; ++node) nearest.offer(draft_.id(node));
  if (nearest.best().empty()) return {};
  return addressOf(draft_.names.byId(nearest.best()));
}

std::string TargetAdvice::addressOf(NodeIndex node) const {
  std::string plain = "#" + std::string(draft_.id(node));
  if (resolver_.byId(plain).node == node) return plain;
  return "#" + escapeSegment(draft_.id(node));
}

}  // namespace statewarden
