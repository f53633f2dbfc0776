// Many actors for a long time: what there is after twenty rounds there was after ten.
#include <gtest/gtest.h>

#include "runtime/standalone_world.hpp"
#include "support/allocated_bytes.hpp"

namespace statewarden::testing {
namespace {

#if defined(__EMSCRIPTEN__)
constexpr std::uint32_t kScale = 20;
#else
constexpr std::uint32_t kScale = 1;
#endif
constexpr std::uint32_t kActors = 100'000 / kScale;
constexpr std::uint32_t kRounds = 20;
constexpr std::uint32_t kEventsPerRound = 500'000 / kScale;
constexpr std::uint32_t kEventsPerCrash = 10;
constexpr std::uint32_t kActorsPerSupervisor = 1'000;

/// Actors under supervisors of a thousand each, half of which wait before a restart.
class Soak {
 public:
  Soak() : program_(world_.runtime.load(kWorker).program) {
    world_.runtime.events().setEnabled(false);
    Strategy strategy;
    strategy.limit = kUnlimited;
    strategy.backoff = {.type = BackoffType::none};
    strategies_.push_back(world_.define(strategy));
    strategy.backoff = {.type = BackoffType::random, .initialDelay = 1, .maxDelay = 20};
    strategies_.push_back(world_.define(strategy));
    actors_.resize(kActors);
    children_.resize(kActors);
    for (std::uint32_t i = 0; i < kActors; ++i) {
      if (i % kActorsPerSupervisor == 0) {
        supervisors_.push_back(world_.runtime.addSupervisor(kNoSupervisor, {}));
      }
      make(i);
    }
    auto& classes = world_.runtime.actors().find(actors_[0])->program->classes();
    start_ = classes.classify("START");
    stop_ = classes.classify("STOP");
    work_ = classes.classify("WORK");
  }

  /// Sends events, every tenth of which crashes its actor; replaces one actor in a hundred.
  void playRound() {
    ActorSystem& system = world_.runtime.actors();
    for (std::uint32_t i = 0; i < kEventsPerRound; ++i) {
      const ActorId actor = actors_[(round_ + std::size_t{i} * 7919) % actors_.size()];
      if (i % kEventsPerCrash == 0) {
        system.send(actor, start_);
        world_.throwing.insert("work");
        system.send(actor, work_);
        world_.throwing.clear();
        ++crashes_;
      } else {
        system.send(actor, i % 2 == 0 ? start_ : stop_);
      }
      if (i % 10'000 == 0) world_.advance(5);
    }
    ++round_;
    for (std::size_t i = round_ % 100; i < actors_.size(); i += 100) {
      world_.standalone.remove(actors_[i]);
      make(i);
    }
    world_.advance(1'000);
  }

  [[nodiscard]] std::size_t crashes() const { return crashes_; }
  [[nodiscard]] Counts counts() const { return world_.runtime.counts(); }
  /// Counts the restarts of all who are there.
  [[nodiscard]] std::uint64_t restarts() const {
    std::uint64_t sum = 0;
    for (const ChildId child : children_) sum += world_.runtime.supervision().restartCount(child);
    return sum;
  }

 private:
  void make(std::size_t place) {
    actors_[place] = world_.runtime.actors().add(program_, Runtime::kSystemClock);
    children_[place] =
        world_.standalone.supervise(actors_[place], supervisors_[place / kActorsPerSupervisor],
                                    strategies_[made_++ % strategies_.size()]);
  }

  mutable StandaloneWorld world_;
  ProgramIndex program_;
  EventClass start_ = 0;
  EventClass stop_ = 0;
  EventClass work_ = 0;
  std::vector<StrategyIndex> strategies_;
  std::vector<SupervisorId> supervisors_;
  std::vector<ActorId> actors_;
  std::vector<ChildId> children_;
  std::size_t made_ = 0;
  std::size_t round_ = 0;
  std::size_t crashes_ = 0;
};

TEST(SoakTest, MemoryIsFlatAfterWarmUpThroughMillionsOfEventsAndCrashes) {
  Soak soak;
  // After ten rounds each has failed once and has what is remembered of failures.
  constexpr std::uint32_t kWarmUp = 10;
  for (std::uint32_t round = 0; round < kWarmUp; ++round) soak.playRound();
  const Counts first = soak.counts();
  const std::size_t bytes = allocatedBytes();
  for (std::uint32_t round = kWarmUp; round < kRounds; ++round) soak.playRound();

  EXPECT_EQ(soak.crashes(), std::size_t{kRounds} * kEventsPerRound / kEventsPerCrash);
  // Those of who was replaced are forgotten, and who waits for a restart crashes after it.
  EXPECT_GT(soak.restarts(), soak.crashes() / 2);
  EXPECT_EQ(soak.counts().actors, kActors);
  EXPECT_EQ(soak.counts().children, first.children);
  EXPECT_EQ(soak.counts().timers, first.timers);
  EXPECT_LE(allocatedBytes(), bytes + bytes / 50) << "more than a fiftieth above the warm-up";
}

}  // namespace
}  // namespace statewarden::testing
