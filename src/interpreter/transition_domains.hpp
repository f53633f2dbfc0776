// How far transitions reach: their domains and what they leave (SCXML getTransitionDomain).
#pragma once

#include <vector>

#include "chart/chart.hpp"
#include "interpreter/state_key.hpp"

namespace statewarden {

/// Knows the domains of a chart's transitions; those of history targets depend on the state.
class TransitionDomains {
 public:
  /// Computes the fixed domains; O(targets x depth).
  explicit TransitionDomains(const Chart& chart);

  /// Returns the innermost state that stays active throughout the transition; kNone when even the
  /// root is left and entered again.
  [[nodiscard]] NodeIndex domain(TransitionIndex transition, const StateKey& state) const {
    const NodeIndex fixed = fixed_[transition];
    return fixed == kDepends ? compute(transition, state) : fixed;
  }
  /// Returns the interval of the nodes that a transition leaves if they are active.
  [[nodiscard]] IndexRange exitRange(TransitionIndex transition, const StateKey& state) const;
  /// Drops transitions whose exits meet those of others that take precedence
  /// (XState removeConflictingTransitions).
  void removeConflicts(std::vector<TransitionIndex>& transitions, const StateKey& state) const;

 private:
  static constexpr NodeIndex kDepends = kNone - 1;

  [[nodiscard]] NodeIndex compute(TransitionIndex transition, const StateKey& state) const;

  const Chart& chart_;
  std::vector<NodeIndex> fixed_;
};

}  // namespace statewarden
