// Work on large groups is done in slices.
#include <gtest/gtest.h>

#include "supervision/world.hpp"

namespace statewarden {
namespace {

constexpr int kCount = 2500;

class SliceTest : public testing::Test {
 protected:
  SupervisorId build(RestartScope scope) {
    SupervisorPolicy policy;
    policy.scope = scope;
    const SupervisorId group = world.addSupervisor(policy);
    const StrategyIndex strategy = world.supervision.defineStrategy(restartAtOnce());
    for (int i = 0; i < kCount; ++i) world.addActor(std::to_string(i), group, strategy);
    return group;
  }
  /// Fires one timer and returns how many port calls it took.
  std::uint64_t fireOne() {
    const std::uint64_t before = world.callCount;
    if (const std::optional<TimerPayload> payload = world.timers.popDue(world.now)) {
      world.supervision.onTimer(*payload, world.now);
    }
    return world.callCount - before;
  }
  [[nodiscard]] int countOf(ChildState state) const {
    int count = 0;
    for (int i = 0; i < kCount; ++i) count += world.stateOf(std::to_string(i)) == state ? 1 : 0;
    return count;
  }

  World world;
};

TEST_F(SliceTest, NoSliceOfAGroupRestartVisitsMoreThanItsShare) {
  build(RestartScope::oneForAll);
  // A suspend and a halt, or a restart and a resume, for each child visited.
  constexpr std::uint64_t kMost = std::uint64_t{2} * Supervision::kStepsPerSlice;
  const std::uint64_t before = world.callCount;
  world.crash("0");
  // The one that failed was suspended before, and what it has running ends when the others wait.
  EXPECT_LE(world.callCount - before, kMost + 2);
  int slices = 1;
  while (world.timers.size() > 0) {
    EXPECT_LE(world.timers.nextDeadline(), world.now);
    EXPECT_LE(fireOne(), kMost);
    ++slices;
  }
  EXPECT_GE(slices, 5);
  EXPECT_EQ(countOf(ChildState::running), kCount);
  EXPECT_EQ(world.callsOf("restart").size(), static_cast<std::size_t>(kCount));
  EXPECT_EQ(world.callsOf("halt").size(), static_cast<std::size_t>(kCount));
}

TEST_F(SliceTest, AFailureBetweenSlicesIsCoveredByTheRestartUnderWay) {
  build(RestartScope::oneForAll);
  world.crash("0");
  EXPECT_EQ(world.crash("5"), FailureVerdict::ignored) << "it is about to be taken down";
  world.advance(0);
  EXPECT_EQ(countOf(ChildState::running), kCount);
  EXPECT_EQ(world.callsOf("restart").size(), static_cast<std::size_t>(kCount));
}

TEST_F(SliceTest, AFailureOfAChildThatIsUpAgainBeginsAnew) {
  build(RestartScope::oneForAll);
  world.crash("0");
  while (world.stateOf("0") != ChildState::running) fireOne();
  EXPECT_EQ(world.crash("0"), FailureVerdict::decide);
  world.advance(0);
  EXPECT_EQ(countOf(ChildState::running), kCount);
  EXPECT_EQ(world.timers.size(), 0u);
}

TEST_F(SliceTest, StoppingAChildBetweenSlicesKeepsItDown) {
  build(RestartScope::oneForAll);
  world.crash("0");
  world.supervision.stop(world.idOf("7"), world.now);
  world.supervision.stop(world.idOf("2400"), world.now);
  world.advance(0);
  EXPECT_EQ(countOf(ChildState::running), kCount - 2);
}

TEST_F(SliceTest, ARestartByCallBetweenSlicesIsLeftToTheRestartUnderWay) {
  build(RestartScope::oneForAll);
  world.crash("0");
  ASSERT_EQ(world.stateOf("2400"), ChildState::starting);
  EXPECT_TRUE(world.supervision.restart(world.idOf("2400"), RestartMode::lastGood, world.now));
  EXPECT_EQ(world.stateOf("2400"), ChildState::starting);
  world.advance(0);
  EXPECT_EQ(world.healthOf("2400").restartCount, 1u);
  EXPECT_EQ(countOf(ChildState::running), kCount);
}

TEST_F(SliceTest, RemovingChildrenBetweenSlicesIsHarmless) {
  const SupervisorId group = build(RestartScope::restForOne);
  world.crash("0");
  for (int i = 0; i < kCount; i += 2) {
    world.supervision.removeChild(world.idOf(std::to_string(i)));
  }
  world.advance(0);
  EXPECT_EQ(countOf(ChildState::running), kCount / 2);
  world.supervision.removeSupervisor(group);
  EXPECT_EQ(world.timers.size(), 0u);
}

TEST_F(SliceTest, ASupervisorThatFailsTakesItsChildrenDownInSlicesToo) {
  SupervisorPolicy policy;
  policy.defaultStrategy = world.supervision.defineStrategy(restartAtOnce());
  const SupervisorId root = world.addSupervisor(policy);
  policy.maxRestarts = 0;
  const SupervisorId inner = world.addSupervisor(policy, root);
  const StrategyIndex strategy = world.supervision.defineStrategy(restartAtOnce());
  for (int i = 0; i < kCount; ++i) world.addActor(std::to_string(i), inner, strategy);
  world.crash("3");
  EXPECT_TRUE(world.callsOf("escalate").empty());
  EXPECT_LE(fireOne(), 2 * Supervision::kStepsPerSlice);
  world.advance(0);
  EXPECT_EQ(world.callsOf("escalate").size(), 1u);
  EXPECT_EQ(countOf(ChildState::running), kCount);
}

TEST_F(SliceTest, ParkedChildrenAreLetGoInSlices) {
  SupervisorPolicy policy;
  policy.hasBreaker = true;
  policy.breaker.failureThreshold = 1;
  const SupervisorId gated = world.addSupervisor(policy);
  const StrategyIndex strategy = world.supervision.defineStrategy(restartAtOnce());
  for (int i = 0; i < kCount; ++i) world.addActor(std::to_string(i), gated, strategy);
  for (int i = 0; i < kCount; ++i) world.crash(std::to_string(i));
  EXPECT_EQ(countOf(ChildState::parked), kCount);
  world.supervision.commandCircuit(gated, CircuitCommand::reset, world.now);
  EXPECT_LE(fireOne(), 2 * Supervision::kStepsPerSlice);
  world.advance(0);
  EXPECT_EQ(countOf(ChildState::running), kCount);
  EXPECT_EQ(world.timers.size(), 0u);
}

}  // namespace
}  // namespace statewarden
