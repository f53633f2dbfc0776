#include "supervision/exhaustive_world.hpp"

#include <algorithm>
#include <utility>

#include <gtest/gtest.h>

namespace statewarden {
namespace {

constexpr std::uint32_t kMaxEvents = 512;

}  // namespace

ExhaustiveWorld::ExhaustiveWorld(const SmallScope& scope) : scope_(scope), world_(1, kMaxEvents) {
  SupervisorPolicy policy;
  policy.scope = scope.scope;
  policy.reviveStopped = scope.reviveStopped;
  policy.maxRestarts = scope.limit;
  policy.window = 1e9;
  policy.defaultStrategy = world_.supervision.defineStrategy(restartAtOnce());
  top_ = world_.addSupervisor({.defaultStrategy = policy.defaultStrategy});
  root_ = world_.addSupervisor(policy, top_);
  addWorker("a", root_);
  const SupervisorId inner = scope.isDeep ? world_.addSupervisor(policy, root_) : root_;
  addWorker("b", inner);
  addWorker("c", inner);
  addWorker("d", root_);
  world_.onCall = [this](const std::string& call) { watch(call); };
}

void ExhaustiveWorld::addWorker(const std::string& name, SupervisorId supervisor) {
  Strategy strategy = restartAtOnce(kUnlimited);
  strategy.backoff = {.type = BackoffType::linear, .initialDelay = scope_.backoff};
  const ChildId id = world_.addActor(name, supervisor, strategy);
  workers_.push_back({.name = name, .id = id});
}

void ExhaustiveWorld::run(std::uint32_t command) {
  row_ = Row::none;
  act(command);
  world_.advance(0);
  check();
}

void ExhaustiveWorld::act(std::uint32_t command) {
  Supervision& supervision = world_.supervision;
  Worker& b = workers_[1];
  Worker& c = workers_[2];
  switch (command) {
    case 0:
    case 1:
    case 2:
    case 3:
      return crash(workers_[command]);
    case 4:
      return finish(b);
    case 5:
      static_cast<void>(supervision.terminateChild(c.id, world_.now));
      return;
    case 6:
      static_cast<void>(supervision.restartChild(c.id, world_.now));
      return;
    case 7:
      world_.failingStarts[b.name] = 1;
      return;
    case 8:
      static_cast<void>(supervision.terminateChild(supervision.memberOf(root_), world_.now));
      return;
    case 9:
      static_cast<void>(supervision.restartChild(supervision.memberOf(root_), world_.now));
      return;
    default:
      world_.advance(10);
  }
}

void ExhaustiveWorld::crash(Worker& worker) {
  if (!worker.isAlive) return;
  worker.isAlive = false;
  ++worker.ends;
  world_.crash(worker.id);
}

void ExhaustiveWorld::finish(Worker& worker) {
  if (!worker.isAlive) return;
  worker.isAlive = false;
  ++worker.ends;
  world_.supervision.finished(worker.id, world_.now);
}

void ExhaustiveWorld::watch(const std::string& call) {
  EXPECT_FALSE(isOver_) << call << " after everything was stopped";
  const std::size_t space = call.find(' ');
  const std::string verb = call.substr(0, space);
  const std::string name = call.substr(space + 1);
  const auto found =
      std::ranges::find_if(workers_, [&](const Worker& worker) { return worker.name == name; });
  if (found == workers_.end()) return;
  const auto place = static_cast<std::size_t>(found - workers_.begin());
  if (verb == "restart" || verb == "start") watchStart(place);
  if (verb == "halt" || verb == "stop") watchEnd(place, verb == "halt");
}

void ExhaustiveWorld::watchStart(std::size_t place) {
  Worker& worker = workers_[place];
  EXPECT_FALSE(worker.isAlive) << "two lives of " << worker.name;
  EXPECT_NE(world_.supervision.state(worker.id), ChildState::stopped) << worker.name;
  const bool fails = world_.failingStarts[worker.name] > 0;
  // Those that a restart took down come back in order, unless a start fails meanwhile.
  if (worker.isHalted && row_ == Row::starts && isSibling(place)) {
    EXPECT_LT(lastPlace_, place) << "starts out of order";
  }
  if (worker.isHalted || fails) {
    row_ = fails ? Row::none : Row::starts;
    lastPlace_ = place;
  }
  worker.isHalted = false;
  if (fails) return;
  worker.isAlive = true;
  ++worker.starts;
}

void ExhaustiveWorld::watchEnd(std::size_t place, bool isHalted) {
  Worker& worker = workers_[place];
  if (!worker.isAlive) return;
  if (row_ == Row::ends && isSibling(place)) {
    EXPECT_GT(lastPlace_, place) << "ends out of order";
  }
  row_ = Row::ends;
  lastPlace_ = place;
  worker.isHalted = isHalted;
  worker.isAlive = false;
  ++worker.ends;
}

bool ExhaustiveWorld::isSibling(std::size_t place) const {
  return world_.supervision.supervisorOf(workers_[place].id) ==
         world_.supervision.supervisorOf(workers_[lastPlace_].id);
}

void ExhaustiveWorld::check() {
  for (const Worker& worker : workers_) {
    const ChildHealth health = world_.supervision.health(worker.id, world_.now);
    EXPECT_EQ(worker.isAlive, health.state == ChildState::running) << worker.name;
    EXPECT_EQ(worker.starts, worker.ends + (worker.isAlive ? 1 : 0)) << worker.name;
    if (health.state != ChildState::running) {
      EXPECT_NE(health.status, HealthStatus::healthy) << worker.name;
    }
    // Only a back-off may keep anybody waiting: its own, or that of one whom it waits for.
    const bool isSettled = health.state == ChildState::running ||
                           health.state == ChildState::stopped || world_.timers.size() > 0;
    EXPECT_TRUE(isSettled) << worker.name << " is " << static_cast<int>(health.state);
  }
  checkCounters();
}

void ExhaustiveWorld::checkCounters() {
  std::uint32_t exceeded = 0;
  for (const EventRecord& record : world_.takeEvents()) {
    if (record.type == EventType::childFailed || record.type == EventType::restartFailed) {
      ++failures_[record.subject];
    }
    if (record.type == EventType::childRestarted) ++restarts_[record.subject];
    if (record.type == EventType::supervisorLimitExceeded) ++exceeded;
  }
  if (scope_.limit == kUnlimited) {
    EXPECT_EQ(exceeded, 0u);
  }
  for (const Worker& worker : workers_) {
    EXPECT_EQ(world_.supervision.errorCount(worker.id), failures_[worker.id]) << worker.name;
    EXPECT_EQ(world_.supervision.restartCount(worker.id), restarts_[worker.id]) << worker.name;
  }
}

void ExhaustiveWorld::end() {
  row_ = Row::none;
  static_cast<void>(
      world_.supervision.terminateChild(world_.supervision.memberOf(root_), world_.now));
  world_.advance(0);
  for (const Worker& worker : workers_) {
    EXPECT_FALSE(worker.isAlive) << worker.name;
    EXPECT_EQ(worker.starts, worker.ends) << worker.name;
  }
  EXPECT_EQ(world_.timers.size(), 0u);
  isOver_ = true;
  world_.advance(1e6);
  world_.supervision.removeSupervisor(top_);
  EXPECT_EQ(world_.supervision.childCount(), 0u);
  EXPECT_EQ(world_.supervision.supervisorCount(), 0u);
}

}  // namespace statewarden
