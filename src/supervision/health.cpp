// What can be said about a child's health.
#include <algorithm>

#include "supervision/supervision.hpp"

namespace statewarden {
namespace {

std::uint32_t left(std::uint32_t limit, std::uint32_t used) {
  if (limit == kUnlimited) return kUnlimited;
  return limit > used ? limit - used : 0;
}

}  // namespace

std::uint32_t Supervision::errorCount(ChildId id) const {
  const Child* child = tree_.child(id);
  return child == nullptr || child->record == nullptr ? 0 : child->record->errorCount;
}

std::uint32_t Supervision::restartCount(ChildId id) const {
  const Child* child = tree_.child(id);
  return child == nullptr || child->record == nullptr ? 0 : child->record->restartCount;
}

ChildHealth Supervision::health(ChildId id, double now) const {
  ChildHealth health;
  const Child* child = tree_.child(id);
  if (child == nullptr) {
    health.status = HealthStatus::stopped;
    health.state = ChildState::stopped;
    return health;
  }
  const SupervisorNode& node = *tree_.supervisor(child->supervisor);
  const FailureRecord* record = child->record.get();
  health.state = child->state;
  if (child->state == ChildState::running) health.uptime = now - child->startedAt;

  const bool hasApplied = record != nullptr && strategies_.find(record->applied) != nullptr;
  const Strategy* strategy = strategies_.find(hasApplied ? record->applied : child->strategy);
  if (strategy == nullptr) strategy = strategies_.find(node.policy.defaultStrategy);
  const bool isRestart = strategy != nullptr && strategy->directive == Directive::restart;
  const std::uint32_t used =
      isRestart && record != nullptr ? record->restarts.count(now, strategy->window) : 0;
  health.restartsLeft =
      std::min(isRestart ? left(strategy->limit, used) : kUnlimited,
               left(node.policy.maxRestarts, node.restarts.count(now, node.policy.window)));

  bool isQuiet = true;
  if (record != nullptr) {
    health.errorCount = record->errorCount;
    health.restartCount = record->restartCount;
    isQuiet = record->errorCount == 0 || now - record->lastFailure >= node.policy.healthyAfter;
    if (child->state == ChildState::backingOff) {
      health.retryAfter = std::max(record->due - now, 0.0);
    } else if (child->state == ChildState::parked) {
      health.retryAfter = tree_.supervisor(record->decider)->gate->breaker.retryAfter(now);
    }
  }

  const bool isCircuitClosed =
      circuitState(child->supervisor, now).value_or(CircuitState::closed) == CircuitState::closed;
  switch (child->state) {
    case ChildState::stopping:
    case ChildState::stopped:
      health.status = HealthStatus::stopped;
      break;
    case ChildState::running:
      if (isQuiet && isCircuitClosed) {
        health.status = HealthStatus::healthy;
      } else {
        const bool isLastChance = !isQuiet && health.restartsLeft == 0;
        health.status = isLastChance ? HealthStatus::unhealthy : HealthStatus::degraded;
      }
      break;
    default:
      health.status = HealthStatus::unhealthy;
  }
  return health;
}

}  // namespace statewarden
