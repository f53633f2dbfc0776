#include "chart/node_names.hpp"

namespace statewarden {

NodeNames::NodeNames(std::span<const StateNode> nodes, std::span<const NodeText> texts) {
  ids_.reserve(nodes.size());
  children_.reserve(nodes.size());
  for (NodeIndex index = 0; index < nodes.size(); ++index) {
    ids_.try_emplace(texts[index].id, index);
    if (nodes[index].parent != kNone) {
      children_.try_emplace(ChildKey{nodes[index].parent, texts[index].key}, index);
    }
  }
}

NodeIndex NodeNames::byId(std::string_view id) const {
  const auto found = ids_.find(id);
  return found == ids_.end() ? kNone : found->second;
}

NodeIndex NodeNames::child(NodeIndex parent, std::string_view key) const {
  const auto found = children_.find(ChildKey{parent, key});
  return found == children_.end() ? kNone : found->second;
}

std::size_t NodeNames::ChildKeyHash::operator()(const ChildKey& child) const {
  constexpr std::size_t kSpread = 0x9E3779B1u;
  return std::hash<std::string_view>{}(child.key) ^ (child.parent * kSpread);
}

}  // namespace statewarden
