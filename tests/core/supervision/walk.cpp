#include "supervision/walk.hpp"

#include <array>
#include <iterator>
#include <utility>

#include <gtest/gtest.h>

namespace statewarden {
namespace {

constexpr std::uint32_t kMaxEvents = 10'000;

}  // namespace

Walk::Walk(Choices pick, std::uint64_t seed) : pick_(std::move(pick)), world_(seed, kMaxEvents) {
  world_.onCall = [this](const std::string& call) { watch(call); };
  // Slices so small that everything may happen between them.
  if (pick_(2) == 0) world_.supervision.setStepsPerSlice(1 + pick_(4));
  const std::uint32_t supervisors = 1 + pick_(4);
  for (std::uint32_t i = 0; i < supervisors; ++i) addSupervisor();
  const std::uint32_t actors = 1 + pick_(8);
  for (std::uint32_t i = 0; i < actors; ++i) addActor();
}

void Walk::run(int steps) {
  for (int i = 0; i < steps && !testing::Test::HasFailure(); ++i) {
    step();
    check();
  }
}

void Walk::end() {
  settle();
  for (const auto& [name, id] : children_) world_.supervision.stop(id, world_.now);
  // A supervisor may itself be waiting for its restart.
  for (const SupervisorId id : supervisors_) {
    world_.supervision.stop(world_.supervision.memberOf(id), world_.now);
  }
  world_.advance(0);
  for (const auto& [name, id] : children_) {
    EXPECT_EQ(world_.supervision.state(id), ChildState::stopped) << name;
  }
  EXPECT_EQ(world_.timers.size(), 0u);
  isOver_ = true;
  world_.advance(1e7);
  world_.supervision.removeSupervisor(supervisors_.front());
  EXPECT_EQ(world_.supervision.childCount(), 0u);
  EXPECT_EQ(world_.supervision.supervisorCount(), 0u);
}

void Walk::settle() {
  // What is forced open or held so would stay down.
  for (const SupervisorId id : supervisors_) {
    const CircuitBreaker* circuit = world_.supervision.circuit(id);
    while (circuit != nullptr && circuit->mode() == CircuitMode::isolated) {
      world_.supervision.commandCircuit(id, CircuitCommand::endIsolation, world_.now);
    }
    world_.supervision.commandCircuit(id, CircuitCommand::reset, world_.now);
  }
  // What is stopped step by step is so in the end.
  for (const ChildId member : closing_) world_.supervision.stop(member, world_.now);
  world_.advance(1e6);
  for (const auto& [name, id] : children_) {
    const ChildState state = world_.supervision.state(id);
    EXPECT_TRUE(state == ChildState::running || state == ChildState::stopped)
        << name << " is " << static_cast<int>(state);
  }
  for (const SupervisorId id : supervisors_) {
    const ChildState state = world_.supervision.state(world_.supervision.memberOf(id));
    EXPECT_TRUE(state == ChildState::running || state == ChildState::stopped)
        << "supervisor " << id << " is " << static_cast<int>(state);
  }
}

Strategy Walk::randomStrategy() {
  Strategy strategy = restartAtOnce(pick_(6), 100.0 * (1 + pick_(20)));
  strategy.directive =
      std::array{Directive::restart, Directive::restart,  Directive::restart,
                 Directive::stop,    Directive::escalate, Directive::resume}[pick_(6)];
  strategy.backoff = {.type = static_cast<BackoffType>(pick_(4)),
                      .initialDelay = 10.0 * pick_(20),
                      .maxDelay = 500,
                      .factor = 1.0 + pick_(3),
                      .jitter = 0.25 * pick_(5)};
  strategy.resetTimeout = 300;
  strategy.onLimit = pick_(2) == 0 ? OnLimit::stop : OnLimit::escalate;
  strategy.hasCleanup = pick_(4) == 0;
  strategy.cleanupTimeout = 50;
  strategy.failsSupervisor = pick_(3) == 0;
  strategy.stopActor = pick_(4) == 0;
  return strategy;
}

SupervisorId Walk::randomSupervisor() {
  return supervisors_[pick_(static_cast<std::uint32_t>(supervisors_.size()))];
}

SupervisorPolicy Walk::randomPolicy() {
  SupervisorPolicy policy;
  policy.defaultStrategy = world_.supervision.defineStrategy(randomStrategy());
  policy.scope = static_cast<RestartScope>(pick_(3));
  policy.maxRestarts = pick_(3) == 0 ? kUnlimited : pick_(6);
  policy.window = 1000;
  policy.hasBreaker = pick_(3) == 0;
  policy.breaker.failureThreshold = 1 + pick_(4);
  policy.breaker.resetTimeout = 200;
  policy.breaker.successThreshold = 1 + pick_(2);
  policy.breaker.jitter = 0.5;
  policy.breaker.rule = static_cast<CircuitRule>(pick_(3));
  if (pick_(3) == 0) policy.breaker.failureRate = 0.5;
  policy.whenOpen = pick_(4) == 0 ? WhenOpen::stop : WhenOpen::park;
  policy.stableAfter = 100;
  policy.reviveStopped = pick_(4) == 0;
  policy.autoShutdown = static_cast<AutoShutdown>(pick_(8) == 0 ? 1 + pick_(2) : 0);
  return policy;
}

void Walk::addSupervisor() {
  const SupervisorPolicy policy = randomPolicy();
  const SupervisorId parent = supervisors_.empty() ? kNoSupervisor : randomSupervisor();
  supervisors_.push_back(world_.addSupervisor(policy, parent));
  setTraits(world_.supervision.memberOf(supervisors_.back()));
}

void Walk::addActor() {
  const std::string name = "actor" + std::to_string(actorCount_++);
  const SupervisorId supervisor = randomSupervisor();
  children_[name] = world_.addActor(name, supervisor, randomStrategy());
  setTraits(children_[name]);
}

void Walk::setTraits(ChildId id) {
  const ChildTraits traits{.restartType = static_cast<RestartType>(pick_(3)),
                           .isSignificant = pick_(4) == 0,
                           .isDynamic = pick_(4) == 0};
  world_.supervision.setTraits(id, traits);
  if (traits.isDynamic || traits.restartType == RestartType::temporary) {
    passing_.insert(id);
  } else {
    passing_.erase(id);
  }
}

void Walk::remove(const std::string& name, ChildId id) {
  if (children_.size() == 1) return;
  world_.supervision.removeChild(id);
  children_.erase(name);
}

void Walk::fireOne() {
  const std::optional<TimerPayload> payload = world_.timers.popDue(world_.now);
  if (payload) world_.supervision.onTimer(*payload, world_.now);
}

void Walk::stepSupervisor() {
  const SupervisorId id = randomSupervisor();
  const ChildId member = world_.supervision.memberOf(id);
  switch (pick_(7)) {
    case 0:
      world_.supervision.stop(member, world_.now);
      break;
    case 1:
      world_.supervision.restart(member, RestartMode::fresh, world_.now);
      break;
    case 2:
      world_.supervision.retryNow(member, world_.now);
      break;
    case 3:
      commandCircuit(id);
      break;
    case 4:
      manageSupervisor(id);
      break;
    case 5:
      if (member == kNoChild) break;
      world_.supervision.closeSupervisor(id);
      closing_.insert(member);
      break;
    default:
      if (supervisors_.size() < 6) addSupervisor();
  }
}

void Walk::commandCircuit(SupervisorId id) {
  constexpr auto kCommands = static_cast<std::uint32_t>(CircuitCommand::reset) + 1;
  world_.supervision.commandCircuit(id, static_cast<CircuitCommand>(pick_(kCommands)), world_.now);
}

void Walk::forgetDropped() {
  const Supervision& supervision = world_.supervision;
  std::erase_if(children_, [&](const auto& child) {
    return supervision.supervisorOf(child.second) == kNoSupervisor;
  });
  std::erase_if(supervisors_, [&](SupervisorId id) {
    return id != supervisors_.front() && supervision.memberOf(id) == kNoChild;
  });
}

void Walk::step() {
  forgetDropped();
  if (children_.empty()) addActor();
  auto chosen = children_.begin();
  std::advance(chosen, pick_(static_cast<std::uint32_t>(children_.size())));
  const auto [name, id] = *chosen;
  switch (pick_(16)) {
    case 0:
      world_.supervision.stop(id, world_.now);
      break;
    case 1:
      world_.supervision.restart(id, RestartMode::fresh, world_.now);
      break;
    case 2:
      world_.supervision.retryNow(id, world_.now);
      break;
    case 3:
      world_.supervision.finished(id, world_.now);
      break;
    case 4:
      world_.failingStarts[name] = static_cast<int>(pick_(3));
      break;
    case 5:
      if (children_.size() < 20) addActor();
      break;
    case 6:
      world_.supervision.cleanedUp(id, world_.cleanupToken, pick_(2) == 0, world_.now);
      break;
    case 7:
      if (pick_(4) == 0) {
        remove(name, id);
      } else {
        world_.jump(pick_(400));
      }
      break;
    case 8:
      fireOne();
      break;
    case 9:
      world_.advance(pick_(300));
      break;
    case 10:
      stepSupervisor();
      break;
    case 11:
      if (children_.size() < 20) startByCall();
      break;
    case 12:
    case 13:
      manage(id);
      break;
    default:
      world_.crash(id);
  }
}

void Walk::watch(const std::string& call) {
  EXPECT_FALSE(isOver_) << call << " after everything was stopped";
  if (!call.starts_with("restart ")) return;
  const ChildId id = world_.idOf(call.substr(8));
  EXPECT_EQ(world_.supervision.state(id), ChildState::starting) << call;
}

bool Walk::isLeaving(ChildId id) const {
  const Supervision& supervision = world_.supervision;
  while (id != kNoChild && closing_.count(id) == 0) {
    id = supervision.memberOf(supervision.supervisorOf(id));
  }
  return id != kNoChild;
}

void Walk::check() {
  const bool isUnderWay = world_.timers.nextDeadline() <= world_.now;
  std::size_t waiting = 0;
  for (const auto& [name, id] : children_) {
    const ChildHealth health = world_.supervision.health(id, world_.now);
    const bool isWaiting =
        health.state == ChildState::backingOff || health.state == ChildState::cleaningUp;
    if (isWaiting && !isLeaving(id)) ++waiting;
    if (health.state != ChildState::running) {
      EXPECT_NE(health.status, HealthStatus::healthy) << name;
      EXPECT_EQ(health.uptime, 0) << name;
    }
    // Decisions are given at once; only work under way may leave somebody without one.
    const bool isUndecided = health.state == ChildState::failed;
    EXPECT_TRUE(isUnderWay || !isUndecided || isLeaving(id)) << name << " at " << world_.now;
    EXPECT_NE(health.state, ChildState::stopping) << name;
  }
  for (const SupervisorId id : supervisors_) checkCounts(id);
  // One timer at most per child, and a breaker's and a sweep's per supervisor.
  EXPECT_TRUE(isUnderWay || world_.timers.size() >= waiting);
  EXPECT_LE(world_.timers.size(),
            world_.supervision.childCount() + 2 * world_.supervision.supervisorCount());
}

}  // namespace statewarden
