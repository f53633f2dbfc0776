// The transitions of one node while they are being read.
#pragma once

#include <unordered_map>
#include <vector>

#include "chart/parse/chart_draft.hpp"

namespace statewarden {

/// Groups a node's transitions by event descriptor, in the order in which descriptors first came.
class EventTable {
 public:
  /// Gives a descriptor these transitions, in place of those it had.
  void set(DescriptorIndex descriptor, std::vector<Transition> transitions);
  /// Gives a descriptor these transitions after those it has.
  void append(DescriptorIndex descriptor, const std::vector<Transition>& transitions);
  /// Adds everything to the chart; returns the range of descriptorTransitions.
  [[nodiscard]] IndexRange writeTo(ChartData& data) const;

 private:
  struct Group {
    DescriptorIndex descriptor = kNone;
    std::vector<Transition> transitions;
  };

  [[nodiscard]] Group& group(DescriptorIndex descriptor);

  std::vector<Group> groups_;
  std::unordered_map<DescriptorIndex, std::size_t> positions_;
};

}  // namespace statewarden
