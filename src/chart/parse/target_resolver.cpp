#include "chart/parse/target_resolver.hpp"

#include "chart/parse/state_path.hpp"

namespace statewarden {

Resolution TargetResolver::ofTransition(NodeIndex source, std::string_view target) const {
  if (isIdReference(target)) return byId(target);
  const NodeIndex parent = draft_.data.nodes[source].parent;
  const bool isInternal = target.starts_with('.');
  if (!isInternal) {
    return parent == kNone ? Resolution{.missing = std::string(target), .before = {}}
                           : byPath(parent, target);
  }
  if (parent == kNone) {
    Resolution result = byPath(source, target.substr(1));
    result.before.insert(0, ".");
    return result;
  }
  // As in XState, the source's key is not escaped: the key `a.b` is then read as a path.
  const std::string& key = draft_.data.texts[source].key;
  Resolution result = byPath(parent, key + std::string(target));
  result.before.erase(0, key.size());
  return result;
}

Resolution TargetResolver::ofHistory(NodeIndex history, std::string_view target) const {
  return byPath(draft_.data.nodes[history].parent, target);
}

Resolution TargetResolver::byId(std::string_view target) const {
  std::string id = splitStatePath(target).front().key;
  if (isIdReference(id)) id.erase(0, 1);
  const NodeIndex node = draft_.names.byId(id);
  if (node == kNone) return {.missing = std::move(id), .before = "#"};
  return walk(node, target, 1);
}

Resolution TargetResolver::byPath(NodeIndex from, std::string_view path) const {
  if (isIdReference(path)) {
    Resolution result = byId(path);
    if (result.found()) return result;
  }
  return walk(from, path, 0);
}

// Recursion is bounded: a segment that is an id again is shorter by the backslash that hid it.
Resolution TargetResolver::walk(NodeIndex from, std::string_view path, std::size_t skipped) const {
  const std::vector<PathSegment> segments = splitStatePath(path);
  NodeIndex node = from;
  for (std::size_t i = skipped; i < segments.size(); ++i) {
    const std::string& key = segments[i].key;
    if (key.empty()) break;
    NodeIndex next = kNone;
    if (!isIdReference(key)) {
      next = draft_.names.child(node, key);
    } else if (key.size() < path.size()) {
      next = byId(key).node;
    }
    if (next == kNone) {
      return {
          .parent = node, .missing = key, .before = std::string(path.substr(0, segments[i].begin))};
    }
    node = next;
  }
  return {.node = node, .missing = {}, .before = {}};
}

}  // namespace statewarden
