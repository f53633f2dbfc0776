// What a supervisor remembers about a child that has failed.
#pragma once

#include <cstdint>

#include "actor/ids.hpp"
#include "actor/timer_queue.hpp"
#include "supervision/availability.hpp"
#include "supervision/child.hpp"
#include "supervision/stamp_window.hpp"
#include "supervision/strategy.hpp"

namespace statewarden {

/// A child's failures and whatever is pending because of the last one; a sound child has none.
struct FailureRecord {
  StampWindow restarts;
  StampWindow resumes;
  Availability availability;
  double lastFailure = 0;
  /// How long the incarnation had run when it failed.
  double uptimeAtFailure = 0;
  /// When the pending restart is due.
  double due = 0;
  std::uint32_t errorCount = 0;
  std::uint32_t restartCount = 0;
  /// Restarts in a row, none of which ran for resetTimeout.
  std::uint32_t attempts = 0;
  /// Who decides about the failure.
  SupervisorId decider = kNoSupervisor;
  /// The last strategy that decided.
  StrategyIndex applied = kNoStrategy;
  /// The one timer a child may have: back-off, clean-up or stability.
  TimerId timer{};
  /// The supervisor whose circuit gave a permit for this incarnation, and the permit.
  SupervisorId permitFrom = kNoSupervisor;
  std::uint32_t permit = 0;
  /// Neighbours among the parked children of the decider.
  ChildId previousParked = kNoChild;
  ChildId nextParked = kNoChild;
  /// The mode of the pending restart.
  RestartMode mode = RestartMode::fresh;
};

}  // namespace statewarden
