// Index types of a chart's flat arrays.
#pragma once

#include <cstdint>
#include <limits>

namespace statewarden {

/// Indexes a state node in document order; the root is 0.
using NodeIndex = std::uint32_t;
/// Indexes a transition of the chart.
using TransitionIndex = std::uint32_t;
/// Indexes an implementation slot: something the host runs (action, guard, delay, output,
/// invocation).
using SlotIndex = std::uint32_t;
/// Indexes a distinct event descriptor (`TYPE`, `a.*`, `*`) of the chart.
using DescriptorIndex = std::uint32_t;
/// Indexes a delayed transition group (`after` key) of the chart.
using DelayIndex = std::uint32_t;

/// Marks the absence of an index.
inline constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

/// A half-open interval [begin, end) of one of the chart's flat arrays.
struct IndexRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] constexpr bool empty() const { return begin == end; }
  [[nodiscard]] constexpr std::uint32_t size() const { return end - begin; }
};

}  // namespace statewarden
