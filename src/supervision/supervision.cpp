#include "supervision/supervision.hpp"

#include <utility>

namespace statewarden {

Supervision::Supervision(SupervisionPort& port, TimerQueue& timers, EventRing& events,
                         std::uint64_t seed)
    : port_(port), timers_(timers), events_(events), random_(seed), deadlines_(timers) {}

StrategyIndex Supervision::defineStrategy(const Strategy& strategy) {
  return strategies_.add(normalized(strategy));
}

void Supervision::releaseStrategy(StrategyIndex strategy) {
  strategies_.remove(strategy);
}

Strategy Supervision::strategyOr(StrategyIndex index) const {
  const Strategy* strategy = strategies_.find(index);
  if (strategy != nullptr) return *strategy;
  Strategy unconditional;
  unconditional.limit = kUnlimited;
  unconditional.backoff.type = BackoffType::none;
  return unconditional;
}

SupervisorId Supervision::addSupervisor(SupervisorId parent, const SupervisorPolicy& policy,
                                        double now) {
  SupervisorNode node;
  node.policy = policy;
  if (policy.hasBreaker) {
    node.gate = std::make_unique<CircuitGate>(
        CircuitGate{.breaker = CircuitBreaker(policy.breaker, random_.next())});
  }
  const SupervisorId id = tree_.addSupervisor(parent, std::move(node));
  const ChildId member = memberOf(id);
  if (Child* child = tree_.child(member)) {
    child->startedAt = now;
    log(EventType::childStarted, now, member, *child);
  }
  return id;
}

void Supervision::setPolicy(SupervisorId id, const SupervisorPolicy& policy, double now) {
  SupervisorNode* node = tree_.supervisor(id);
  if (node == nullptr) return;
  node->policy = policy;
  if (node->gate == nullptr && !policy.hasBreaker) return;
  if (node->gate == nullptr) {
    node->gate = std::make_unique<CircuitGate>(
        CircuitGate{.breaker = CircuitBreaker(policy.breaker, random_.next())});
    return;
  }
  CircuitBreaker& breaker = node->gate->breaker;
  const std::uint32_t generation = breaker.generation();
  breaker.changeOptions(policy.breaker, now);
  // Without a breaker nobody may be held back any more.
  if (!policy.hasBreaker) breaker.reset();
  noteCircuit(id, generation, now);
  scheduleProbe(id, now);
}

ChildId Supervision::memberOf(SupervisorId id) const {
  const SupervisorNode* node = tree_.supervisor(id);
  return node == nullptr ? kNoChild : node->member;
}

ChildId Supervision::addChild(SupervisorId supervisor, ActorId actor, StrategyIndex strategy,
                              double now) {
  Child child;
  child.actor = actor;
  child.strategy = strategy;
  child.startedAt = now;
  if (actor == kNoActor) child.state = ChildState::stopped;
  const ChildId id = tree_.addChild(supervisor, std::move(child));
  const Child* added = tree_.child(id);
  if (added != nullptr && actor != kNoActor) log(EventType::childStarted, now, id, *added);
  return id;
}

void Supervision::removeChild(ChildId id) {
  const Child* child = tree_.child(id);
  if (child == nullptr) return;
  if (child->isSupervisor()) {
    removeSupervisor(child->inner);
  } else {
    forgetChild(id);
  }
}

void Supervision::removeSupervisor(SupervisorId id) {
  if (tree_.supervisor(id) == nullptr) return;
  for (ChildId last = tree_.lastWithin(id); last != kNoChild; last = tree_.lastWithin(id)) {
    const SupervisorId inner = tree_.child(last)->inner;
    if (inner == kNoSupervisor) {
      forgetChild(last);
    } else {
      forgetSupervisor(inner);
    }
  }
  forgetSupervisor(id);
}

void Supervision::forgetChild(ChildId id) {
  Child& child = *tree_.child(id);
  cancelPending(child);
  // Counts a significant child out.
  enter(child, ChildState::stopped);
  goOnAfter(child, id);
  forgetInSweeps(id);
  if (child.hasDeadlines) deadlines_.forget(child.order);
  tree_.removeChild(id);
}

void Supervision::forgetSupervisor(SupervisorId id) {
  SupervisorNode& node = *tree_.supervisor(id);
  endSweep(id);
  if (Child* member = tree_.child(node.member)) {
    cancelPending(*member);
    enter(*member, ChildState::stopped);
    goOnAfter(*member, node.member);
    forgetInSweeps(node.member);
  }
  if (node.gate != nullptr) timers_.cancel(node.gate->timer);
  tree_.removeSupervisor(id);
}

void Supervision::setStrategy(ChildId id, StrategyIndex strategy) {
  if (Child* child = tree_.child(id)) child->strategy = strategy;
}

void Supervision::setTraits(ChildId id, const ChildTraits& traits) {
  Child* child = tree_.child(id);
  if (child == nullptr) return;
  SupervisorNode& node = *tree_.supervisor(child->supervisor);
  const bool isAlive = child->state != ChildState::stopped;
  if (child->traits.isSignificant && isAlive) --node.significantCount;
  child->traits = traits;
  if (child->traits.isSignificant && isAlive) ++node.significantCount;
}

void Supervision::enter(Child& child, ChildState state) {
  const bool wasEnded = child.state == ChildState::stopped;
  const bool isEnded = state == ChildState::stopped;
  if (child.traits.isSignificant && wasEnded != isEnded) {
    std::uint32_t& count = tree_.supervisor(child.supervisor)->significantCount;
    count = isEnded ? count - 1 : count + 1;
  }
  child.state = state;
  child.isHalted = false;
  ++child.epoch;
  if (child.hasDeadlines) updateWatch(child);
}

void Supervision::cancelPending(Child& child) {
  child.isRestartRequested = false;
  child.isResumeRequested = false;
  child.isUnreported = false;
  child.isEscalated = false;
  child.hasFinishedEarly = false;
  child.isProbe = false;
  child.hasMode = false;
  if (child.record == nullptr) return;
  timers_.cancel(child.record->timer);
  child.record->timer = {};
  if (child.state == ChildState::parked) unpark(child);
  releasePermit(child);
}

void Supervision::startTimer(ChildId id, Child& child, TimerKind kind, double deadline) {
  FailureRecord& record = child.failures();
  timers_.cancel(record.timer);
  record.timer = timers_.schedule(deadline, {.kind = kind, .a = id, .b = child.epoch});
}

void Supervision::onTimer(const TimerPayload& payload, double now) {
  if (payload.kind == TimerKind::breaker) return probe(payload.a, now);
  if (payload.kind == TimerKind::groupRestart) {
    if (Sweep* sweep = sweepOf(payload.a, payload.b)) {
      sweep->timer = {};
      runSweep(payload.a, now);
    }
    return;
  }
  if (payload.kind == TimerKind::heartbeat) return checkSilence(payload.a, now);
  if (payload.kind == TimerKind::invocation) return meetDeadline(payload.a, now);
  Child* child = tree_.child(payload.a);
  if (child == nullptr || child->epoch != payload.b) return;
  child->record->timer = {};
  switch (payload.kind) {
    case TimerKind::backoff:
      return fireRestart(payload.a, now);
    case TimerKind::cleanup:
      return giveUpCleanup(payload.a, now);
    case TimerKind::stability:
      return confirmStability(payload.a, now);
    default:
      return;
  }
}

ChildState Supervision::state(ChildId id) const {
  const Child* child = tree_.child(id);
  return child == nullptr ? ChildState::stopped : child->state;
}

SupervisorId Supervision::supervisorOf(ChildId id) const {
  const Child* child = tree_.child(id);
  return child == nullptr ? kNoSupervisor : child->supervisor;
}

StrategyIndex Supervision::strategyAt(ChildId id, SupervisorId at) const {
  const Child* child = tree_.child(id);
  const SupervisorNode* decider = tree_.supervisor(at);
  if (child == nullptr || decider == nullptr) return kNoStrategy;
  const bool hasOwn = child->supervisor == at && child->strategy != kNoStrategy;
  return hasOwn ? child->strategy : decider->policy.defaultStrategy;
}

void Supervision::log(EventType type, double now, ChildId id, const Child& child, double value) {
  events_.record(type, now, id, child.supervisor, value);
}

void Supervision::logSupervisor(EventType type, double now, SupervisorId id, double value) {
  events_.record(type, now, id, id, value);
}

}  // namespace statewarden
