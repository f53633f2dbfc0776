// What a crash costs, counted in calls, timers, stamps and records instead of time.
#include <gtest/gtest.h>

#include "supervision/world.hpp"

namespace statewarden {
namespace {

/// Returns the port calls of one crash with so many siblings.
std::uint64_t callsPerCrash(int siblings) {
  World world;
  world.isRecording = false;
  const SupervisorId supervisor = world.addSupervisor();
  const StrategyIndex strategy = world.supervision.defineStrategy(restartAtOnce(kUnlimited));
  for (int i = 0; i <= siblings; ++i) world.addActor(std::to_string(i), supervisor, strategy);
  const std::uint64_t before = world.callCount;
  world.crash(std::to_string(siblings / 2));
  return world.callCount - before;
}

TEST(CostTest, ACrashAsksForTheSameWithOneSiblingOrAHundredThousand) {
  EXPECT_EQ(callsPerCrash(1), 3u);
  EXPECT_EQ(callsPerCrash(100'000), 3u);
}

TEST(CostTest, SoundChildrenHaveNoTimersAndNoFailureRecords) {
  World world;
  const SupervisorId supervisor = world.addSupervisor();
  for (int i = 0; i < 1000; ++i) world.addActor(std::to_string(i), supervisor, kNoStrategy);
  EXPECT_EQ(world.timers.size(), 0u);
  EXPECT_LE(sizeof(Child), 96u) << "there may be a million";
}

TEST(CostTest, ATenThousandthRestartLeavesNoMoreBehindThanTheFirst) {
  World world;
  world.isRecording = false;
  world.addActor("a", world.addSupervisor(), restartAtOnce(kUnlimited));
  for (int i = 0; i < 10'000; ++i) world.crash("a");
  EXPECT_EQ(world.timers.size(), 0u);
  EXPECT_EQ(world.healthOf("a").restartCount, 10'000u);
}

TEST(CostTest, TenThousandChildrenThatCrashAtOnceCostAsMuchEachAsOne) {
  World world;
  world.isRecording = false;
  const SupervisorId supervisor = world.addSupervisor();
  const StrategyIndex strategy = world.supervision.defineStrategy(restartAtOnce());
  constexpr int kCount = 10'000;
  for (int i = 0; i < kCount; ++i) world.addActor(std::to_string(i), supervisor, strategy);
  for (int i = 0; i < kCount; ++i) world.crash(std::to_string(i));
  EXPECT_EQ(world.callCount, 3u * kCount);
  EXPECT_EQ(world.timers.size(), 0u);
}

TEST(CostTest, O78O88StartingAndStoppingOneOfManyCostsAsMuchAsOneOfFew) {
  for (const std::uint32_t count : {1u, 1'000u, 100'000u}) {
    World world;
    world.isRecording = false;
    const SupervisorId top = world.addSupervisor();
    const SupervisorId supervisor = world.addSupervisor({}, top);
    for (std::uint32_t i = 0; i < count; ++i) {
      const ChildId child = world.supervision.addChild(supervisor, kNoActor, kNoStrategy, 0);
      ASSERT_EQ(world.supervision.restartChild(child, 0), ManagementVerdict::ok);
    }
    EXPECT_EQ(world.callCount, 2u * count) << "one start, and one turn for what waits";
    world.callCount = 0;
    const std::uint64_t steps = world.supervision.stepCount();
    const ChildId member = world.supervision.memberOf(supervisor);
    ASSERT_EQ(world.supervision.terminateChild(member, 0), ManagementVerdict::ok);
    world.advance(0);
    EXPECT_EQ(world.supervision.state(member), ChildState::stopped);
    EXPECT_EQ(world.callCount, 2u * count + 1) << "each is stopped and has ended";
    EXPECT_LE(world.supervision.stepCount() - steps, count + 2) << "each is visited once";
  }
}

TEST(CostTest, AnEventRingThatNobodyReadsStaysEmpty) {
  World world;
  world.events.setEnabled(false);
  static_cast<void>(world.takeEvents());
  world.addActor("a", world.addSupervisor());
  world.crash("a");
  EXPECT_EQ(world.events.size(), 0u);
}

}  // namespace
}  // namespace statewarden
