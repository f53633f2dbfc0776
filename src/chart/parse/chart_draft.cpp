#include "chart/parse/chart_draft.hpp"

namespace statewarden {

DescriptorIndex ChartDraft::intern(std::string text) {
  const auto next = static_cast<DescriptorIndex>(data.descriptors.size());
  if (isTooLarge_ || !charge(text.size(), configs.front())) return kNone;
  const auto [entry, isNew] = descriptors_.try_emplace(std::move(text), next);
  if (isNew) data.descriptors.push_back(makeDescriptor(entry->first));
  return entry->second;
}

SlotIndex ChartDraft::addSlot(SlotKind kind, NodeIndex node, std::string_view name,
                              const ConfigValue& place) {
  if (isTooLarge_) return kNone;
  Slot slot;
  slot.kind = kind;
  slot.node = node;
  slot.name = name;
  slot.definition = place.source();
  slot.pointer = place.pointer();
  if (!charge(slot.name.size() + slot.definition.size() + slot.pointer.size(), place)) return kNone;
  data.slots.push_back(std::move(slot));
  return static_cast<SlotIndex>(data.slots.size() - 1);
}

IndexRange ChartDraft::addTargets(const std::vector<NodeIndex>& targets) {
  const auto begin = static_cast<std::uint32_t>(data.targets.size());
  data.targets.insert(data.targets.end(), targets.begin(), targets.end());
  return {begin, static_cast<std::uint32_t>(data.targets.size())};
}

bool ChartDraft::charge(std::size_t bytes, const ConfigValue& where) {
  derivedBytes_ += bytes;
  if (derivedBytes_ <= limits_.maxBytes) return true;
  refuse(where, "more than " + std::to_string(limits_.maxBytes) + " bytes of ids and pointers",
         "shorten the keys of the outer states or raise maxBytes");
  return false;
}

void ChartDraft::refuse(const ConfigValue& where, std::string_view problem,
                        std::string_view advice) {
  if (!isTooLarge_) issues_.error(ChartIssueCode::tooLarge, where, problem, advice);
  isTooLarge_ = true;
}

}  // namespace statewarden
