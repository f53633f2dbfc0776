#include "supervision/world.hpp"

#include <algorithm>
#include <utility>

#include <gtest/gtest.h>

namespace statewarden {

World::World(std::uint64_t seed, std::uint32_t maxEvents)
    : events(maxEvents), supervision(*this, timers, events, seed) {
  events.setEnabled(true);
}

SupervisorId World::addSupervisor(const SupervisorPolicy& policy, SupervisorId parent) {
  const SupervisorId id = supervision.addSupervisor(parent, policy, now);
  policies_[id] = policy;
  const ChildId member = supervision.memberOf(id);
  if (member != kNoChild) owners_[member] = parent;
  return id;
}

ChildId World::addActor(const std::string& name, SupervisorId supervisor) {
  return addActor(name, supervisor, restartAtOnce());
}

ChildId World::addActor(const std::string& name, SupervisorId supervisor,
                        const Strategy& strategy) {
  return addActor(name, supervisor, supervision.defineStrategy(strategy));
}

ChildId World::addActor(const std::string& name, SupervisorId supervisor, StrategyIndex strategy) {
  const auto actor = static_cast<ActorId>(byActor_.size());
  const ChildId id = add(name, supervisor, actor, strategy);
  byActor_.push_back(id);
  return id;
}

ChildId World::addStopped(const std::string& name, SupervisorId supervisor,
                          const Strategy& strategy) {
  return add(name, supervisor, kNoActor, supervision.defineStrategy(strategy));
}

ChildId World::add(const std::string& name, SupervisorId supervisor, ActorId actor,
                   StrategyIndex strategy) {
  const ChildId id = supervision.addChild(supervisor, actor, strategy, now);
  ids_[name] = id;
  names_[id] = name;
  strategies_[id] = strategy;
  owners_[id] = supervisor;
  return id;
}

FailureVerdict World::crash(ChildId child) {
  const SupervisorId at = owners_.at(child);
  const FailureVerdict verdict = supervision.noteFailure(child, at, now);
  if (verdict == FailureVerdict::decide) decide(child, at);
  return verdict;
}

void World::runDueTimers() {
  for (int fired = 0; fired < 1'000'000; ++fired) {
    const std::optional<TimerPayload> payload = timers.popDue(now);
    if (!payload) return;
    supervision.onTimer(*payload, now);
  }
  ADD_FAILURE() << "time stands still at " << now;
}

void World::advance(double milliseconds) {
  const double end = now + milliseconds;
  while (timers.nextDeadline() <= end) {
    now = std::max(now, timers.nextDeadline());
    runDueTimers();
  }
  now = end;
}

void World::jump(double milliseconds) {
  now += milliseconds;
  runDueTimers();
}

ChildId World::idOf(const std::string& name) const {
  return ids_.at(name);
}

std::string World::nameOf(ChildId child) const {
  const auto found = names_.find(child);
  return found == names_.end() ? "supervisor" : found->second;
}

ChildState World::stateOf(const std::string& name) const {
  return supervision.state(idOf(name));
}

ChildHealth World::healthOf(const std::string& name) const {
  return supervision.health(idOf(name), now);
}

std::vector<std::string> World::takeCalls() {
  return std::exchange(calls_, {});
}

std::vector<std::string> World::callsOf(const std::string& verb) const {
  std::vector<std::string> result;
  for (const std::string& call : calls_) {
    if (call.starts_with(verb + " ")) result.push_back(call.substr(verb.size() + 1));
  }
  return result;
}

std::vector<EventRecord> World::takeEvents() {
  std::vector<EventRecord> result;
  for (EventRecord record; events.take(record);) result.push_back(record);
  return result;
}

std::size_t World::countEvents(EventType type) {
  const std::vector<EventRecord> records = takeEvents();
  return static_cast<std::size_t>(
      std::ranges::count_if(records, [&](const EventRecord& it) { return it.type == type; }));
}

void World::note(const std::string& call) {
  ++callCount;
  if (isRecording) calls_.push_back(call);
  if (onCall) onCall(call);
}

void World::suspend(ActorId actor) {
  note("suspend " + names_.at(byActor_[actor]));
}
void World::resume(ActorId actor) {
  note("resume " + names_.at(byActor_[actor]));
}

bool World::restart(ActorId actor, RestartMode mode) {
  const ChildId child = byActor_[actor];
  const std::string name = names_.at(child);
  lastMode = mode;
  note("restart " + name);
  const auto failing = failingStarts.find(name);
  if (failing == failingStarts.end() || failing->second == 0) return true;
  --failing->second;
  if (!reportsLate) crash(child);
  return false;
}

bool World::startChild(ChildId child) {
  const auto actor = static_cast<ActorId>(byActor_.size());
  byActor_.push_back(child);
  supervision.setActor(child, actor);
  const std::string name = names_.try_emplace(child, "unnamed").first->second;
  note("start " + name);
  const auto failing = failingStarts.find(name);
  if (failing == failingStarts.end() || failing->second == 0) return true;
  --failing->second;
  if (!reportsLate) crash(child);
  return false;
}

void World::stop(ActorId actor) {
  note("stop " + names_.at(byActor_[actor]));
}
void World::haltActor(ActorId actor, bool keepsDelays) {
  note("halt " + names_.at(byActor_[actor]) + (keepsDelays ? " but its delays" : ""));
}

void World::requestRestart(ChildId child, RestartMode mode) {
  const bool isUp = supervision.restart(child, mode, now);
  if (!isUp && reportsLate) crash(child);
}

void World::requestStop(ChildId child) {
  supervision.stop(child, now);
}

void World::cleanUp(ChildId child, StrategyIndex strategy, std::uint32_t token) {
  cleanupToken = token;
  note("cleanUp " + nameOf(child));
  static_cast<void>(strategy);
}

void World::cleanupTimedOut(ChildId child, double milliseconds) {
  note("timeOut " + nameOf(child) + " " + std::to_string(static_cast<int>(milliseconds)));
}

void World::decide(ChildId child, SupervisorId at) {
  if (customDecision) return customDecision(child, at);
  const auto own = strategies_.find(child);
  const bool isOwn = own != strategies_.end() && owners_.at(child) == at;
  supervision.apply(child, isOwn ? own->second : policies_.at(at).defaultStrategy, at, now);
}

void World::escalate(ChildId child, SupervisorId from, SupervisorId to) {
  note("escalate " + nameOf(child));
  static_cast<void>(from);
  if (supervision.noteFailure(child, to, now) == FailureVerdict::decide) decide(child, to);
}

void World::gaveUp(ChildId child, SupervisorId at) {
  note("gaveUp " + nameOf(child));
  static_cast<void>(at);
}

void World::ended(ChildId child) {
  note("ended " + nameOf(child));
}

void World::overdue(ChildId child, DeadlineId deadline, double milliseconds) {
  const char* what = deadline == kNoDeadline ? "silent " : "late ";
  note(what + nameOf(child) + " " + std::to_string(static_cast<int>(milliseconds)));
  crash(child);
}

Strategy restartAtOnce(std::uint32_t limit, double window) {
  Strategy strategy;
  strategy.limit = limit;
  strategy.window = window;
  strategy.backoff.type = BackoffType::none;
  return strategy;
}

Strategy directive(Directive directive) {
  Strategy strategy = restartAtOnce();
  strategy.directive = directive;
  return strategy;
}

}  // namespace statewarden
