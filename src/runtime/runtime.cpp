#include "runtime/runtime.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace statewarden {

Runtime::Runtime(RuntimeHost& host, std::uint64_t seed)
    : host_(host),
      actors_(host),
      port_(actors_, host),
      supervision_(port_, actors_.timers(kSystemClock), events_, seed),
      breakerSeeds_(seed) {}

LoadedProgram Runtime::load(std::string_view json) {
  LoadedProgram loaded{.program = kNone, .parsed = parseChart(json)};
  if (loaded.parsed.chart != nullptr) {
    loaded.program = actors_.addProgram(std::make_unique<Program>(loaded.parsed.chart));
  }
  return loaded;
}

bool Runtime::advance(ClockIndex clock, double now) {
  return actors_.advance(clock, now, *this);
}

std::uint32_t Runtime::onTimer(const TimerPayload& payload, double now) {
  const std::uint64_t before = supervision_.stepCount();
  supervision_.onTimer(payload, now);
  const std::uint64_t steps = supervision_.stepCount() - before;
  constexpr std::uint64_t kMost = ActorSystem::kTimersPerSlice;
  return static_cast<std::uint32_t>(std::clamp<std::uint64_t>(steps, 1, kMost));
}

void Runtime::seed(std::uint64_t seed) {
  supervision_.seed(seed);
  breakerSeeds_ = Random(seed);
}

Counts Runtime::counts() const {
  const auto count = [](std::size_t size) { return static_cast<std::uint32_t>(size); };
  return {.actors = count(actors_.size()),
          .children = count(supervision_.childCount()),
          .supervisors = count(supervision_.supervisorCount()),
          .timers = count(actors_.timerCount()),
          .programs = count(actors_.programCount()),
          .strategies = count(supervision_.strategyCount()),
          .breakers = count(breakers_.size())};
}

BreakerId Runtime::addBreaker(const CircuitOptions& options, ClockIndex clock) {
  return breakers_.add(options, breakerSeeds_.next(), clock);
}

SupervisorId Runtime::addSupervisor(SupervisorId parent, const SupervisorPolicy& policy) {
  const SupervisorId supervisor = supervision_.addSupervisor(parent, policy, now());
  updateWakeTime();
  return supervisor;
}

void Runtime::setPolicy(SupervisorId supervisor, const SupervisorPolicy& policy) {
  supervision_.setPolicy(supervisor, policy, now());
  updateWakeTime();
}

void Runtime::removeSupervisor(SupervisorId supervisor) {
  supervision_.removeSupervisor(supervisor);
  updateWakeTime();
}

void Runtime::commandCircuit(SupervisorId supervisor, CircuitCommand command) {
  supervision_.commandCircuit(supervisor, command, now());
  updateWakeTime();
}

void Runtime::restoreCircuit(SupervisorId supervisor, const CircuitSnapshot& snapshot) {
  supervision_.restoreCircuit(supervisor, snapshot, now());
  updateWakeTime();
}

ChildId Runtime::addChild(SupervisorId supervisor, ActorId actor, StrategyIndex strategy) {
  return supervision_.addChild(supervisor, actor, strategy, now());
}

void Runtime::removeChild(ChildId child) {
  supervision_.removeChild(child);
  updateWakeTime();
}

FailureVerdict Runtime::noteFailure(ChildId child, SupervisorId at, bool counts) {
  const FailureVerdict verdict = supervision_.noteFailure(child, at, now(), counts);
  updateWakeTime();
  return verdict;
}

void Runtime::apply(ChildId child, StrategyIndex strategy, SupervisorId at) {
  supervision_.apply(child, strategy, at, now());
  updateWakeTime();
}

bool Runtime::restart(ChildId child, RestartMode mode) {
  const bool succeeded = supervision_.restart(child, mode, now());
  updateWakeTime();
  return succeeded;
}

void Runtime::stop(ChildId child) {
  supervision_.stop(child, now());
  updateWakeTime();
}

void Runtime::cleanedUp(ChildId child, std::uint32_t token, bool succeeded) {
  supervision_.cleanedUp(child, token, succeeded, now());
  updateWakeTime();
}

void Runtime::finished(ChildId child) {
  supervision_.finished(child, now());
  updateWakeTime();
}

bool Runtime::retryNow(ChildId child) {
  const bool succeeded = supervision_.retryNow(child, now());
  updateWakeTime();
  return succeeded;
}

void Runtime::setHeartbeat(ChildId child, const Heartbeat& heartbeat) {
  supervision_.setHeartbeat(child, heartbeat, now());
  updateWakeTime();
}

DeadlineId Runtime::addDeadline(ChildId child, double milliseconds) {
  const DeadlineId deadline = supervision_.addDeadline(child, milliseconds, now());
  updateWakeTime();
  return deadline;
}

void Runtime::cancelDeadline(DeadlineId deadline) {
  supervision_.cancelDeadline(deadline);
  updateWakeTime();
}

void Runtime::noteOverrun(ChildId child, double milliseconds) {
  supervision_.noteOverrun(child, milliseconds, now());
}

ManagementVerdict Runtime::terminateChild(ChildId child) {
  const ManagementVerdict verdict = supervision_.terminateChild(child, now());
  updateWakeTime();
  return verdict;
}

ManagementVerdict Runtime::restartChild(ChildId child) {
  const ManagementVerdict verdict = supervision_.restartChild(child, now());
  updateWakeTime();
  return verdict;
}

ManagementVerdict Runtime::deleteChild(ChildId child) {
  const ManagementVerdict verdict = supervision_.deleteChild(child);
  updateWakeTime();
  return verdict;
}

ChildHealth Runtime::health(ChildId child) const {
  return supervision_.health(child, now());
}

std::optional<CircuitState> Runtime::circuitState(SupervisorId supervisor) const {
  return supervision_.circuitState(supervisor, now());
}

}  // namespace statewarden
