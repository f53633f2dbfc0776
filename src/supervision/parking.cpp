// Children that an open circuit holds back, and the probes that close it.
#include <cmath>

#include "supervision/supervision.hpp"

namespace statewarden {

void Supervision::park(ChildId id, SupervisorId at, double now) {
  Child& child = *tree_.child(id);
  FailureRecord& record = *child.record;
  CircuitGate& gate = *tree_.supervisor(at)->gate;
  enter(child, ChildState::parked);
  record.previousParked = gate.lastParked;
  record.nextParked = kNoChild;
  if (gate.lastParked == kNoChild) {
    gate.firstParked = id;
  } else {
    tree_.child(gate.lastParked)->record->nextParked = id;
  }
  gate.lastParked = id;
  log(EventType::childParked, now, id, child, gate.breaker.retryAfter(now));
  if (!gate.timer.isSet()) scheduleProbe(at, now);
}

void Supervision::unpark(Child& child) {
  FailureRecord& record = *child.record;
  CircuitGate& gate = *tree_.supervisor(record.decider)->gate;
  const ChildId before = record.previousParked;
  const ChildId after = record.nextParked;
  (before == kNoChild ? gate.firstParked : tree_.child(before)->record->nextParked) = after;
  (after == kNoChild ? gate.lastParked : tree_.child(after)->record->previousParked) = before;
  record.previousParked = kNoChild;
  record.nextParked = kNoChild;
  if (gate.firstParked != kNoChild) return;
  timers_.cancel(gate.timer);
  gate.timer = {};
}

void Supervision::scheduleProbe(SupervisorId at, double now) {
  CircuitGate& gate = *tree_.supervisor(at)->gate;
  timers_.cancel(gate.timer);
  gate.timer = {};
  if (gate.firstParked == kNoChild) return;
  const bool isGated = tree_.supervisor(at)->policy.hasBreaker;
  const double wait = isGated ? gate.breaker.retryAfter(now) : 0;
  // What is forced open stays so until somebody says otherwise.
  if (!std::isfinite(wait)) return;
  gate.timer = timers_.schedule(now + wait, {.kind = TimerKind::breaker, .a = at, .b = 0});
}

void Supervision::probe(SupervisorId at, double now) {
  SupervisorNode* node = tree_.supervisor(at);
  if (node == nullptr || node->gate == nullptr) return;
  node->gate->timer = {};
  for (std::uint32_t steps = 0; steps < stepsPerSlice_; ++steps) {
    node = tree_.supervisor(at);
    if (node == nullptr || node->gate->firstParked == kNoChild) return;
    CircuitBreaker& breaker = node->gate->breaker;
    const std::uint32_t generation = breaker.generation();
    breaker.settle(now);
    noteCircuit(at, generation, now);
    const bool isGated = node->policy.hasBreaker;
    if (isGated && !breaker.isAllowed(now)) break;
    ++stepCount_;
    const ChildId id = node->gate->firstParked;
    Child& child = *tree_.child(id);
    unpark(child);
    if (isGated && (breaker.countsSuccesses() || breaker.lastState() == CircuitState::halfOpen)) {
      child.record->permitFrom = at;
      child.record->permit = breaker.tryAcquire(now).generation;
    }
    child.isProbe = true;
    enter(child, ChildState::failed);
    port_.decide(id, at);
  }
  if (tree_.supervisor(at) != nullptr) scheduleProbe(at, now);
}

void Supervision::noteCircuit(SupervisorId at, std::uint32_t generationBefore, double now) {
  const CircuitBreaker& breaker = tree_.supervisor(at)->gate->breaker;
  if (breaker.generation() == generationBefore) return;
  const bool isGated = tree_.supervisor(at)->policy.hasBreaker;
  switch (isGated ? breaker.lastState() : CircuitState::closed) {
    case CircuitState::open:
      logSupervisor(EventType::circuitOpened, now, at, breaker.retryAfter(now));
      break;
    case CircuitState::halfOpen:
      logSupervisor(EventType::circuitHalfOpened, now, at, breaker.permitsPerProbe());
      break;
    case CircuitState::closed:
      logSupervisor(EventType::circuitClosed, now, at);
  }
  scheduleProbe(at, now);
}

void Supervision::awaitStability(ChildId id, Child& child, double now) {
  if (child.record == nullptr) return;
  const SupervisorNode* node = tree_.supervisor(child.record->permitFrom);
  if (node == nullptr) return;
  startTimer(id, child, TimerKind::stability, now + node->policy.stableAfter);
}

void Supervision::confirmStability(ChildId id, double now) {
  Child& child = *tree_.child(id);
  if (child.record == nullptr) return;
  FailureRecord& record = *child.record;
  const SupervisorId from = record.permitFrom;
  record.permitFrom = kNoSupervisor;
  SupervisorNode* node = tree_.supervisor(from);
  if (node == nullptr || node->gate == nullptr) return;
  timers_.cancel(record.timer);
  record.timer = {};
  CircuitBreaker& breaker = node->gate->breaker;
  const std::uint32_t generation = breaker.generation();
  breaker.recordSuccess(now, record.permit);
  noteCircuit(from, generation, now);
}

void Supervision::releasePermit(Child& child) {
  FailureRecord& record = *child.record;
  const SupervisorId from = record.permitFrom;
  record.permitFrom = kNoSupervisor;
  SupervisorNode* node = tree_.supervisor(from);
  if (node == nullptr || node->gate == nullptr) return;
  CircuitGate& gate = *node->gate;
  gate.breaker.release(record.permit);
  if (gate.firstParked == kNoChild) return;
  // The next in line may try at once, that is when time is next looked at.
  timers_.cancel(gate.timer);
  gate.timer = timers_.schedule(0, {.kind = TimerKind::breaker, .a = from, .b = 0});
}

std::optional<CircuitState> Supervision::circuitState(SupervisorId id, double now) const {
  const SupervisorNode* node = tree_.supervisor(id);
  if (node == nullptr || !node->policy.hasBreaker) return std::nullopt;
  return node->gate->breaker.state(now);
}

const CircuitBreaker* Supervision::circuit(SupervisorId id) const {
  const SupervisorNode* node = tree_.supervisor(id);
  return node == nullptr || !node->policy.hasBreaker ? nullptr : &node->gate->breaker;
}

void Supervision::commandCircuit(SupervisorId id, CircuitCommand command, double now) {
  SupervisorNode* node = tree_.supervisor(id);
  if (node == nullptr || node->gate == nullptr) return;
  const std::uint32_t generation = node->gate->breaker.generation();
  node->gate->breaker.obey(command, now);
  noteCircuit(id, generation, now);
}

void Supervision::restoreCircuit(SupervisorId id, const CircuitSnapshot& snapshot, double now) {
  SupervisorNode* node = tree_.supervisor(id);
  if (node == nullptr || node->gate == nullptr) return;
  const std::uint32_t generation = node->gate->breaker.generation();
  node->gate->breaker.restore(snapshot, now);
  noteCircuit(id, generation, now);
}

void Supervision::forgetCircuit(SupervisorId id, double now) {
  SupervisorNode* node = tree_.supervisor(id);
  if (node == nullptr || node->gate == nullptr) return;
  const std::uint32_t generation = node->gate->breaker.generation();
  node->gate->breaker.forget();
  noteCircuit(id, generation, now);
}

}  // namespace statewarden
