// What can be said about a child's health.
#include <algorithm>

#include "supervision/supervision.hpp"

namespace statewarden {
namespace {

std::uint32_t left(std::uint32_t limit, std::uint32_t used) {
  if (limit == kUnlimited) return kUnlimited;
  return limit > used ? limit - used : 0;
}

std::uint32_t bit(HealthReason reason) {
  return static_cast<std::uint32_t>(reason);
}

HealthReason reasonWhileDown(ChildState state) {
  switch (state) {
    case ChildState::failed:
      return HealthReason::deciding;
    case ChildState::cleaningUp:
      return HealthReason::cleaningUp;
    case ChildState::backingOff:
      return HealthReason::backingOff;
    case ChildState::parked:
      return HealthReason::parked;
    case ChildState::stopping:
    case ChildState::stopped:
      return HealthReason::ended;
    default:
      return HealthReason::starting;
  }
}

void addCounts(ChildHealth& health, const FailureRecord& record, double now, double startedAt) {
  const Availability& availability = record.availability;
  health.errorCount = record.errorCount;
  health.restartCount = record.restartCount;
  health.totalUptime = availability.uptime(now, startedAt);
  health.totalDowntime = availability.downtime(now);
  health.crashes = availability.crashes();
  health.repairs = availability.repairs();
  health.repairTime = availability.repairTime();
  health.lastDowntime = availability.lastDowntime();
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
    health.reasons = bit(HealthReason::ended);
    return health;
  }
  const FailureRecord* record = child->record.get();
  const bool isRunning = child->state == ChildState::running;
  health.state = child->state;
  if (isRunning) health.uptime = now - child->startedAt;
  health.restartsLeft = restartsLeft(*child, now);
  health.totalUptime = health.uptime;
  if (record != nullptr) {
    addCounts(health, *record, now, child->startedAt);
    if (child->state == ChildState::backingOff) {
      health.retryAfter = std::max(record->due - now, 0.0);
    } else if (child->state == ChildState::parked) {
      health.retryAfter = tree_.supervisor(record->decider)->gate->breaker.retryAfter(now);
    }
  }
  health.reasons = isRunning ? reasonsWhileRunning(*child, health.restartsLeft, now)
                             : bit(reasonWhileDown(child->state));
  if (health.reasons == 0) {
    health.status = HealthStatus::healthy;
  } else if (child->hasEnded()) {
    health.status = HealthStatus::stopped;
  } else {
    const bool isFit = isRunning && (health.reasons & bit(HealthReason::limitReached)) == 0;
    health.status = isFit ? HealthStatus::degraded : HealthStatus::unhealthy;
  }
  return health;
}

std::uint32_t Supervision::restartsLeft(const Child& child, double now) const {
  const SupervisorNode& node = *tree_.supervisor(child.supervisor);
  const FailureRecord* record = child.record.get();
  const bool hasApplied = record != nullptr && strategies_.find(record->applied) != nullptr;
  const Strategy* strategy = strategies_.find(hasApplied ? record->applied : child.strategy);
  if (strategy == nullptr) strategy = strategies_.find(node.policy.defaultStrategy);
  const bool isRestart = strategy != nullptr && strategy->directive == Directive::restart;
  const std::uint32_t used =
      isRestart && record != nullptr ? record->restarts.count(now, strategy->window) : 0;
  return std::min(isRestart ? left(strategy->limit, used) : kUnlimited,
                  left(node.policy.maxRestarts, node.restarts.count(now, node.policy.window)));
}

std::uint32_t Supervision::reasonsWhileRunning(const Child& child, std::uint32_t restartsLeft,
                                               double now) const {
  std::uint32_t reasons = 0;
  const FailureRecord* record = child.record.get();
  const double quiet = tree_.supervisor(child.supervisor)->policy.healthyAfter;
  if (record != nullptr && record->errorCount > 0 && now - record->lastFailure < quiet) {
    reasons |= bit(HealthReason::recentFailure);
    if (restartsLeft == 0) reasons |= bit(HealthReason::limitReached);
  }
  switch (circuitState(child.supervisor, now).value_or(CircuitState::closed)) {
    case CircuitState::closed:
      break;
    case CircuitState::open:
      reasons |= bit(HealthReason::circuitOpen);
      break;
    case CircuitState::halfOpen:
      reasons |= bit(HealthReason::circuitHalfOpen);
      break;
  }
  return reasons;
}

}  // namespace statewarden
