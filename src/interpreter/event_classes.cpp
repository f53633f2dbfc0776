#include "interpreter/event_classes.hpp"

namespace statewarden {

EventClasses::EventClasses(const Chart& chart)
    : chart_(chart), byDescriptor_(chart.data().descriptors.size(), kNone) {
  const auto [entry, isNew] = byList_.emplace(std::vector<DescriptorIndex>{}, kUnmatchedEvent);
  lists_.push_back(&entry->first);
}

EventClass EventClasses::classify(std::string_view eventType) {
  const auto next = static_cast<EventClass>(lists_.size());
  const auto [entry, isNew] = byList_.emplace(chart_.matchingDescriptors(eventType), next);
  if (isNew) lists_.push_back(&entry->first);
  return entry->second;
}

EventClass EventClasses::classOfDescriptor(DescriptorIndex descriptor) {
  if (descriptor == kNone) return kUnmatchedEvent;
  EventClass& known = byDescriptor_[descriptor];
  if (known == kNone) known = classify(chart_.data().descriptors[descriptor].text);
  return known;
}

}  // namespace statewarden
