// What the core asks of a script's world, and what can be seen of it.
#include <cmath>
#include <utility>

#include "chart/config/js_number.hpp"
#include "runtime/scripts/script_world.hpp"

namespace statewarden::testing {
namespace {

constexpr const char* kEventNames[] = {
    "childStarted",      "childStopped",           "childFinished",   "childFailed",
    "cleanupStarted",    "cleanupEnded",           "cleanupTimedOut", "restartScheduled",
    "childRestarted",    "restartFailed",          "childResumed",    "childParked",
    "limitExceeded",     "failureEscalated",       "gaveUp",          "circuitOpened",
    "circuitHalfOpened", "circuitClosed",          "deadLetter",      "childHalted",
    "supervisorFailed",  "supervisorLimitExceeded"};
constexpr const char* kStatusNames[] = {"healthy", "degraded", "unhealthy", "stopped"};
constexpr const char* kStateNames[] = {"starting",   "running", "failed",   "cleaningUp",
                                       "backingOff", "parked",  "stopping", "stopped"};

std::string textOf(double number) {
  return std::isfinite(number) ? formatJsNumber(number) : "null";
}

}  // namespace

ActionReply ScriptWorld::runAction(ActorToken actor, SlotIndex action) {
  const Chart& chart = runtime.actors().find(actor)->program->chart();
  if (chart.data().slots[action].name == "crash") return ActionReply::threw;
  std::uint32_t& left = failing_[workers_.at(childOfActor_.at(actor)).id];
  if (left == 0) return ActionReply::done;
  --left;
  return ActionReply::threw;
}

void ScriptWorld::notify(ActorId actor, std::uint32_t flags) {
  if ((flags & kFinished) == 0) return;
  const auto found = childOfActor_.find(actor);
  if (found == childOfActor_.end()) return;
  const ChildId child = found->second;
  if (workers_.at(child).traits.restartType == RestartType::permanent) leave(child);
  runtime.finished(child);
}

void ScriptWorld::failed(ActorId actor, FailureReason /*reason*/) {
  const auto found = childOfActor_.find(actor);
  if (found == childOfActor_.end()) return;
  const ChildId child = found->second;
  if (runtime.actors().find(actor)->state == nullptr) workers_.at(child).hasFailedAtStart = true;
  takeFailure(child, runtime.supervision().supervisorOf(child));
}

bool ScriptWorld::startChild(ChildId child) {
  Worker& worker = workers_.at(child);
  worker.isForgotten = false;
  worker.hasFailedAtStart = false;
  const Member& owner = members_.at(worker.at);
  worker.actor = runtime.actors().add(program_, Runtime::kSystemClock);
  childOfActor_[worker.actor] = child;
  const HostStrategy& strategy =
      worker.own.index == kNoStrategy ? owner.defaultStrategy : worker.own;
  runtime.supervision().setActor(child, worker.actor);
  runtime.supervision().setStrategy(child, strategy.index);
  const ActorId actor = worker.actor;
  runtime.actors().initialize(actor);
  runtime.actors().start(actor);
  return !workers_.at(child).hasFailedAtStart;
}

bool ScriptWorld::restartActor(ActorId actor, RestartMode mode) {
  const auto found = childOfActor_.find(actor);
  if (found == childOfActor_.end()) return false;
  const ChildId child = found->second;
  // A start that failed has left no good state to go on in.
  if (workers_.at(child).hasFailedAtStart) mode = RestartMode::fresh;
  const bool succeeded = runtime.actors().restart(actor, mode);
  workers_.at(child).hasFailedAtStart = !succeeded;
  if (!succeeded) takeFailure(child, runtime.supervision().supervisorOf(child));
  return succeeded;
}

// A clean-up hangs until its time is up; without an actor there is nothing to clean up.
void ScriptWorld::cleanUp(ChildId child, StrategyIndex /*strategy*/, std::uint32_t token) {
  const auto worker = workers_.find(child);
  if (worker != workers_.end() && worker->second.actor != kNoActor) return;
  endingCleanups_.push_back({.child = child, .token = token});
}

void ScriptWorld::settle() {
  while (!endingCleanups_.empty()) {
    for (const Cleanup& cleanup : std::exchange(endingCleanups_, {})) {
      runtime.cleanedUp(cleanup.child, cleanup.token, true);
    }
  }
}

void ScriptWorld::takeFailure(ChildId child, SupervisorId at) {
  if (runtime.noteFailure(child, at) != FailureVerdict::decide) return;
  // A failure of its own, even if an earlier one is being resumed.
  const ChildId outer = std::exchange(resuming_, kNoChild);
  decide(child, at);
  resuming_ = outer;
}

void ScriptWorld::decide(ChildId child, SupervisorId at) {
  const HostStrategy& byDefault = members_.at(supervisorIds_.at(at)).defaultStrategy;
  const auto found = workers_.find(child);
  if (found == workers_.end()) return runtime.apply(child, byDefault.index, at);
  Worker& worker = found->second;
  const bool isOwn = at == runtime.supervision().supervisorOf(child);
  const HostStrategy& strategy = isOwn && worker.own.index != kNoStrategy ? worker.own : byDefault;
  applyFor(worker, child, strategy, at);
}

void ScriptWorld::applyFor(Worker& worker, ChildId child, const HostStrategy& strategy,
                           SupervisorId at) {
  const bool isBeyondLimit = resuming_ == child;
  if (!strategy.isResume) return runtime.apply(child, strategy.index, at);
  if (worker.hasFailedAtStart || isBeyondLimit) return runtime.apply(child, strategy.fallback, at);
  resuming_ = child;
  runtime.apply(child, strategy.index, at);
  resuming_ = kNoChild;
}

void ScriptWorld::escalate(ChildId child, SupervisorId /*from*/, SupervisorId to) {
  takeFailure(child, to);
}

void ScriptWorld::ended(ChildId child) {
  if (Member* member = memberOf(child)) {
    if (member->isTemporary) release(*member);
    return;
  }
  leave(child);
  const Worker& worker = workers_.at(child);
  if (!worker.isOfTemplate && worker.traits.restartType != RestartType::temporary) return;
  runtime.supervision().retireChild(child);
  forget(child);
}

std::vector<std::string> ScriptWorld::takeEvents() {
  std::vector<std::string> lines;
  EventRecord record;
  while (runtime.events().take(record)) lines.push_back(describe(record));
  return lines;
}

std::string ScriptWorld::describe(const EventRecord& record) const {
  const std::string type = kEventNames[static_cast<std::size_t>(record.type)];
  const bool isOfSupervisor = type.starts_with("circuit") || type.starts_with("supervisor");
  const std::string place = pathOf(isOfSupervisor ? record.subject : record.supervisor);
  const std::string subject = isOfSupervisor ? "-" : nameOf(record.subject);
  const std::string value = record.type == EventType::failureEscalated
                                ? pathOf(static_cast<SupervisorId>(record.value))
                                : textOf(record.value);
  return textOf(record.time) + " " + type + " " + place + " " + subject + " " + value;
}

std::string ScriptWorld::pathOf(SupervisorId supervisor) const {
  const auto found = supervisorIds_.find(supervisor);
  return found == supervisorIds_.end() ? "" : members_.at(found->second).path;
}

std::string ScriptWorld::nameOf(ChildId child) const {
  const auto worker = workers_.find(child);
  if (worker != workers_.end()) return worker->second.id;
  const auto member = memberIds_.find(child);
  return member == memberIds_.end() ? "-" : member->second;
}

std::vector<std::string> ScriptWorld::showHealth() const {
  std::map<std::string, std::string> lines;
  for (const auto& [child, worker] : workers_) {
    if (worker.actor == kNoActor || members_.at(worker.at).isReleased) continue;
    const ChildHealth health = runtime.health(child);
    const std::string left =
        health.restartsLeft == kUnlimited ? "Infinity" : std::to_string(health.restartsLeft);
    lines[worker.id] = worker.id + " " + kStatusNames[static_cast<std::size_t>(health.status)] +
                       " " + kStateNames[static_cast<std::size_t>(health.state)] + " " +
                       std::to_string(health.errorCount) + " " +
                       std::to_string(health.restartCount) + " " + textOf(health.uptime) + " " +
                       left + " " + textOf(health.retryAfter);
  }
  std::vector<std::string> sorted;
  sorted.reserve(lines.size());
  for (auto& [id, line] : lines) sorted.push_back(std::move(line));
  return sorted;
}

}  // namespace statewarden::testing
