// Event types, reduced to what a chart can tell apart.
#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "chart/chart.hpp"

namespace statewarden {

/// Numbers the sets of descriptors that an event type can match; the number of classes is bounded
/// by the chart, not by the event types seen. Class 0 matches nothing.
using EventClass = std::uint32_t;

inline constexpr EventClass kUnmatchedEvent = 0;

/// Finds the class of an event type.
class EventClasses {
 public:
  explicit EventClasses(const Chart& chart);

  /// Returns the class of an event type; O(length + wildcard descriptors of the chart).
  [[nodiscard]] EventClass classify(std::string_view eventType);
  [[nodiscard]] std::uint32_t count() const { return static_cast<std::uint32_t>(lists_.size()); }
  /// Lists the descriptors of a class, in order of precedence.
  [[nodiscard]] const std::vector<DescriptorIndex>& descriptors(EventClass eventClass) const {
    return *lists_[eventClass];
  }
  /// Returns the class of the event whose type is exactly this descriptor's text.
  [[nodiscard]] EventClass classOfDescriptor(DescriptorIndex descriptor);

 private:
  const Chart& chart_;
  std::map<std::vector<DescriptorIndex>, EventClass> byList_;
  std::vector<const std::vector<DescriptorIndex>*> lists_;
  std::vector<EventClass> byDescriptor_;
};

}  // namespace statewarden
