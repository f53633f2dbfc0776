#include "chart/parse/event_table.hpp"

#include <utility>

namespace statewarden {

EventTable::Group& EventTable::group(DescriptorIndex descriptor) {
  const auto [entry, isNew] = positions_.try_emplace(descriptor, groups_.size());
  if (isNew) groups_.push_back({descriptor, {}});
  return groups_[entry->second];
}

void EventTable::set(DescriptorIndex descriptor, std::vector<Transition> transitions) {
  group(descriptor).transitions = std::move(transitions);
}

void EventTable::append(DescriptorIndex descriptor, const std::vector<Transition>& transitions) {
  if (transitions.empty()) return;
  auto& known = group(descriptor).transitions;
  known.insert(known.end(), transitions.begin(), transitions.end());
}

IndexRange EventTable::writeTo(ChartData& data) const {
  const auto begin = static_cast<std::uint32_t>(data.descriptorTransitions.size());
  for (const Group& group : groups_) {
    if (group.transitions.empty()) continue;
    const auto first = static_cast<std::uint32_t>(data.transitions.size());
    data.transitions.insert(data.transitions.end(), group.transitions.begin(),
                            group.transitions.end());
    const auto last = static_cast<std::uint32_t>(data.transitions.size());
    data.descriptorTransitions.push_back({group.descriptor, {first, last}});
  }
  return {begin, static_cast<std::uint32_t>(data.descriptorTransitions.size())};
}

}  // namespace statewarden
