#include "interpreter/state_key.hpp"

#include <algorithm>

namespace statewarden {
namespace {

void combine(std::size_t& hash, std::size_t value) {
  constexpr std::size_t kSpread = 0x9E3779B1u;
  hash = (hash ^ value) * kSpread;
}

}  // namespace

const HistoryRecord* StateKey::record(NodeIndex node) const {
  const auto found = std::ranges::lower_bound(history, node, {}, &HistoryRecord::history);
  return found != history.end() && found->history == node ? &*found : nullptr;
}

void StateKey::remember(HistoryRecord record) {
  const auto found = std::ranges::lower_bound(history, record.history, {}, &HistoryRecord::history);
  if (found != history.end() && found->history == record.history) {
    found->nodes = std::move(record.nodes);
  } else {
    history.insert(found, std::move(record));
  }
}

std::size_t StateKey::hash() const {
  std::size_t hash = nodes.size();
  for (const NodeIndex node : nodes) combine(hash, node);
  for (const HistoryRecord& entry : history) {
    combine(hash, entry.history);
    for (const NodeIndex node : entry.nodes) combine(hash, node);
  }
  return hash ^ (hash >> 15);
}

}  // namespace statewarden
