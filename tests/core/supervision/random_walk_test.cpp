// Random trees under random faults: what must hold whatever happens.
#include <array>
#include <cstring>
#include <map>

#include <gtest/gtest.h>

#include "supervision/world.hpp"

namespace statewarden {
namespace {

/// One random tree and one random script, both from the seed.
class RandomWalk {
 public:
  explicit RandomWalk(std::uint64_t seed) : random_(seed), world(seed) {
    world.onCall = [this](const std::string& call) { watch(call); };
    const std::uint32_t supervisors = 1 + pick(4);
    for (std::uint32_t i = 0; i < supervisors; ++i) addSupervisor();
    const std::uint32_t actors = 1 + pick(8);
    for (std::uint32_t i = 0; i < actors; ++i) addActor();
  }

  void run(int steps) {
    for (int i = 0; i < steps && !testing::Test::HasFailure(); ++i) {
      step();
      check();
    }
  }

  /// Ends everything and looks for what was left behind.
  void end() {
    for (const auto& [name, id] : children_) world.supervision.stop(id, world.now);
    // A supervisor may itself be waiting for its restart.
    for (const SupervisorId id : supervisors_) {
      world.supervision.stop(world.supervision.memberOf(id), world.now);
    }
    world.advance(0);
    for (const auto& [name, id] : children_) {
      EXPECT_EQ(world.supervision.state(id), ChildState::stopped) << name;
    }
    EXPECT_EQ(world.timers.size(), 0u);
    isOver_ = true;
    world.advance(1e7);
    world.supervision.removeSupervisor(supervisors_.front());
    EXPECT_EQ(world.supervision.childCount(), 0u);
    EXPECT_EQ(world.supervision.supervisorCount(), 0u);
  }

 private:
  std::uint32_t pick(std::uint32_t count) {
    return static_cast<std::uint32_t>(random_.next() % count);
  }

  Strategy randomStrategy() {
    Strategy strategy = restartAtOnce(pick(6), 100.0 * (1 + pick(20)));
    strategy.directive =
        std::array{Directive::restart, Directive::restart,  Directive::restart,
                   Directive::stop,    Directive::escalate, Directive::resume}[pick(6)];
    strategy.backoff = {.type = static_cast<BackoffType>(pick(4)),
                        .initialDelay = 10.0 * pick(20),
                        .maxDelay = 500,
                        .factor = 1.0 + pick(3),
                        .jitter = 0.25 * pick(5)};
    strategy.resetTimeout = 300;
    strategy.onLimit = pick(2) == 0 ? OnLimit::stop : OnLimit::escalate;
    strategy.hasCleanup = pick(4) == 0;
    strategy.cleanupTimeout = 50;
    strategy.failsSupervisor = pick(3) == 0;
    strategy.stopActor = pick(4) == 0;
    return strategy;
  }

  void addSupervisor() {
    SupervisorPolicy policy;
    policy.defaultStrategy = world.supervision.defineStrategy(randomStrategy());
    policy.scope = static_cast<RestartScope>(pick(3));
    policy.maxRestarts = pick(3) == 0 ? kUnlimited : pick(6);
    policy.window = 1000;
    policy.hasBreaker = pick(3) == 0;
    policy.breaker.failureThreshold = 1 + pick(4);
    policy.breaker.resetTimeout = 200;
    policy.breaker.successThreshold = 1 + pick(2);
    policy.breaker.jitter = 0.5;
    policy.whenOpen = pick(4) == 0 ? WhenOpen::stop : WhenOpen::park;
    policy.stableAfter = 100;
    policy.reviveStopped = pick(4) == 0;
    const SupervisorId parent =
        supervisors_.empty() ? kNoSupervisor
                             : supervisors_[pick(static_cast<std::uint32_t>(supervisors_.size()))];
    supervisors_.push_back(world.addSupervisor(policy, parent));
  }

  void addActor() {
    const std::string name = "actor" + std::to_string(children_.size());
    const SupervisorId supervisor =
        supervisors_[pick(static_cast<std::uint32_t>(supervisors_.size()))];
    children_[name] = world.addActor(name, supervisor, randomStrategy());
    world.supervision.setTraits(children_[name],
                                {.restartType = static_cast<RestartType>(pick(3))});
  }

  void step() {
    auto chosen = children_.begin();
    std::advance(chosen, pick(static_cast<std::uint32_t>(children_.size())));
    const auto& [name, id] = *chosen;
    switch (pick(12)) {
      case 0:
        world.supervision.stop(id, world.now);
        break;
      case 1:
        world.supervision.restart(id, RestartMode::fresh, world.now);
        break;
      case 2:
        world.supervision.retryNow(id, world.now);
        break;
      case 3:
        world.supervision.finished(id, world.now);
        break;
      case 4:
        world.failingStarts[name] = static_cast<int>(pick(3));
        break;
      case 5:
        if (children_.size() < 20) addActor();
        break;
      case 6:
        world.supervision.cleanedUp(id, world.cleanupToken, pick(2) == 0, world.now);
        break;
      case 7:
        world.jump(pick(400));
        break;
      case 8:
      case 9:
        world.advance(pick(300));
        break;
      default:
        world.crash(id);
    }
  }

  void watch(const std::string& call) {
    EXPECT_FALSE(isOver_) << call << " after everything was stopped";
    if (!call.starts_with("restart ")) return;
    const ChildId id = world.idOf(call.substr(8));
    EXPECT_EQ(world.supervision.state(id), ChildState::starting) << call;
  }

  void check() {
    std::size_t waiting = 0;
    for (const auto& [name, id] : children_) {
      const ChildHealth health = world.supervision.health(id, world.now);
      const bool isWaiting =
          health.state == ChildState::backingOff || health.state == ChildState::cleaningUp;
      if (isWaiting) ++waiting;
      if (health.state != ChildState::running) {
        EXPECT_NE(health.status, HealthStatus::healthy) << name;
        EXPECT_EQ(health.uptime, 0) << name;
      }
      // A decision was asked for and given, so that nobody may be left without one.
      EXPECT_NE(health.state, ChildState::failed) << name << " at " << world.now;
      EXPECT_NE(health.state, ChildState::stopping) << name;
    }
    // One timer at most per child, and a breaker's and a sweep's per supervisor.
    EXPECT_GE(world.timers.size(), waiting);
    EXPECT_LE(world.timers.size(),
              world.supervision.childCount() + 2 * world.supervision.supervisorCount());
  }

  Random random_;
  std::map<std::string, ChildId> children_;
  std::vector<SupervisorId> supervisors_;
  bool isOver_ = false;

 public:
  World world;
};

class RandomWalkTest : public testing::TestWithParam<std::uint64_t> {};

TEST_P(RandomWalkTest, NothingIsLeftUndecidedPendingOrBehind) {
  for (std::uint64_t i = 0; i < 100 && !HasFailure(); ++i) {
    const std::uint64_t seed = GetParam() * 1000 + i;
    SCOPED_TRACE("seed " + std::to_string(seed));
    RandomWalk walk(seed);
    walk.run(120);
    walk.end();
  }
}

TEST_P(RandomWalkTest, TheSameSeedGivesTheSameEventsByteForByte) {
  std::vector<std::string> texts;
  for (int run = 0; run < 2; ++run) {
    RandomWalk walk(GetParam());
    walk.run(300);
    std::string text;
    for (const EventRecord& record : walk.world.takeEvents()) {
      std::array<char, sizeof(double) * 2> numbers{};
      std::memcpy(numbers.data(), &record.time, sizeof(double));
      std::memcpy(numbers.data() + sizeof(double), &record.value, sizeof(double));
      text.append(numbers.data(), numbers.size());
      text += std::to_string(record.sequence) + ' ' + std::to_string(record.subject) + ' ' +
              std::to_string(record.supervisor) + ' ' +
              std::to_string(static_cast<int>(record.type)) + '\n';
    }
    texts.push_back(text);
  }
  EXPECT_FALSE(texts[0].empty());
  EXPECT_EQ(texts[0], texts[1]);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomWalkTest, testing::Range<std::uint64_t>(1, 11));

}  // namespace
}  // namespace statewarden
