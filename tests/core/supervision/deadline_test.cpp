// Children that fall silent, and what they have running for too long.
#include <gtest/gtest.h>

#include "supervision/world.hpp"

namespace statewarden {
namespace {

using Calls = std::vector<std::string>;

class DeadlineTest : public testing::Test {
 protected:
  /// Adds an actor that waits `delay` before a restart and may be silent for 100 ms.
  ChildId addFeed(double delay = 0, double startAfter = 0) {
    Strategy strategy = restartAtOnce();
    if (delay > 0) strategy.backoff = {.type = BackoffType::linear, .initialDelay = delay};
    const ChildId child = world.addActor("feed", top, strategy);
    world.supervision.setHeartbeat(child, {.within = 100, .startAfter = startAfter}, world.now);
    return child;
  }

  World world;
  SupervisorId top = world.addSupervisor();
};

TEST_F(DeadlineTest, FailsAChildThatIsSilentForTooLong) {
  addFeed();
  world.advance(99);
  EXPECT_EQ(world.callsOf("silent"), Calls{});
  world.advance(1);
  EXPECT_EQ(world.callsOf("silent"), (Calls{"feed 100"}));
  EXPECT_EQ(world.callsOf("restart"), (Calls{"feed"}));
}

TEST_F(DeadlineTest, CountsSilenceFromTheLastBeatToTheMillisecond) {
  const ChildId feed = addFeed();
  world.advance(90);
  world.supervision.beat(feed, world.now);
  world.advance(99);
  EXPECT_EQ(world.callsOf("silent"), Calls{});
  world.advance(1);
  EXPECT_EQ(world.callsOf("silent"), (Calls{"feed 100"}));
}

TEST_F(DeadlineTest, SetsNoTimerForABeat) {
  const ChildId feed = addFeed();
  const double deadline = world.timers.nextDeadline();
  for (int beat = 0; beat < 1000; ++beat) world.supervision.beat(feed, 50);
  EXPECT_EQ(world.timers.size(), 1u);
  EXPECT_EQ(world.timers.nextDeadline(), deadline);
}

TEST_F(DeadlineTest, BeginsAnewWithEachIncarnation) {
  addFeed();
  world.advance(100);
  static_cast<void>(world.takeCalls());
  world.advance(99);
  EXPECT_EQ(world.takeCalls(), Calls{});
  world.advance(1);
  EXPECT_EQ(world.callsOf("silent"), (Calls{"feed 100"}));
  EXPECT_EQ(world.supervision.restartCount(world.idOf("feed")), 2u);
}

TEST_F(DeadlineTest, WaitsForNothingWhileTheChildIsHeld) {
  addFeed(1000);
  world.crash("feed");
  EXPECT_EQ(world.timers.size(), 1u);
  world.advance(1000);
  EXPECT_EQ(world.stateOf("feed"), ChildState::running);
  world.advance(99);
  EXPECT_EQ(world.callsOf("silent"), Calls{});
  world.advance(1);
  EXPECT_EQ(world.callsOf("silent"), (Calls{"feed 100"}));
}

TEST_F(DeadlineTest, BeginsAnewWhenAFailureIsResumed) {
  const ChildId feed = world.addActor("feed", top, directive(Directive::resume));
  world.supervision.setHeartbeat(feed, {.within = 100}, world.now);
  world.advance(60);
  world.crash(feed);
  world.advance(99);
  EXPECT_EQ(world.callsOf("silent"), Calls{});
  world.advance(1);
  EXPECT_EQ(world.callsOf("silent"), (Calls{"feed 100"}));
}

TEST_F(DeadlineTest, GivesEachIncarnationTimeToBegin) {
  const ChildId feed = addFeed(0, 50);
  world.advance(10);
  world.supervision.beat(feed, world.now);
  world.advance(139);
  EXPECT_EQ(world.callsOf("silent"), Calls{});
  world.advance(1);
  EXPECT_EQ(world.callsOf("silent"), (Calls{"feed 100"}));
  static_cast<void>(world.takeCalls());
  world.advance(149);
  EXPECT_EQ(world.takeCalls(), Calls{});
}

TEST_F(DeadlineTest, LeavesNoTimerBehindAStop) {
  const ChildId feed = addFeed();
  static_cast<void>(world.supervision.addDeadline(feed, 10, world.now));
  world.supervision.stop(feed, world.now);
  EXPECT_EQ(world.timers.size(), 0u);
}

TEST_F(DeadlineTest, LeavesNoTimerBehindAChildThatIsForgotten) {
  const ChildId feed = addFeed();
  static_cast<void>(world.supervision.addDeadline(feed, 10, world.now));
  world.supervision.removeChild(feed);
  EXPECT_EQ(world.timers.size(), 0u);
  world.supervision.beat(feed, world.now);
  EXPECT_EQ(world.supervision.addDeadline(feed, 10, world.now), kNoDeadline);
}

TEST_F(DeadlineTest, DoesNotTakeAFrozenHostForASilentChild) {
  addFeed();
  world.jump(5000);
  EXPECT_EQ(world.callsOf("silent"), Calls{});
  world.advance(100);
  EXPECT_EQ(world.callsOf("silent"), (Calls{"feed 100"}));
}

TEST_F(DeadlineTest, GoesOnAfterAFailureThatNobodyTakes) {
  addFeed();
  world.customDecision = [this](ChildId child, SupervisorId at) {
    const StrategyIndex resume = world.supervision.defineStrategy(directive(Directive::resume));
    world.supervision.apply(child, resume, at, world.now);
  };
  world.advance(300);
  EXPECT_EQ(world.callsOf("silent").size(), 3u);
}

TEST_F(DeadlineTest, TellsOfWhatTakesTooLongOnce) {
  const ChildId actor = world.addActor("a", top, directive(Directive::resume));
  static_cast<void>(world.supervision.addDeadline(actor, 30, world.now));
  world.advance(29);
  EXPECT_EQ(world.callsOf("late"), Calls{});
  world.advance(1000);
  EXPECT_EQ(world.callsOf("late"), (Calls{"a 30"}));
  EXPECT_EQ(world.timers.size(), 0u);
}

TEST_F(DeadlineTest, TellsNothingOfWhatEndsInTime) {
  const ChildId actor = world.addActor("a", top);
  const DeadlineId first = world.supervision.addDeadline(actor, 30, world.now);
  const DeadlineId second = world.supervision.addDeadline(actor, 40, world.now);
  const DeadlineId third = world.supervision.addDeadline(actor, 50, world.now);
  world.supervision.cancelDeadline(second);
  world.supervision.cancelDeadline(first);
  world.supervision.cancelDeadline(first);
  world.advance(49);
  EXPECT_EQ(world.callsOf("late"), Calls{});
  world.supervision.cancelDeadline(third);
  world.advance(1000);
  EXPECT_EQ(world.callsOf("late"), Calls{});
  EXPECT_EQ(world.timers.size(), 0u);
}

TEST_F(DeadlineTest, ForgetsWhatTheIncarnationBeforeHadRunning) {
  const ChildId actor = world.addActor("a", top);
  static_cast<void>(world.supervision.addDeadline(actor, 30, world.now));
  world.crash(actor);
  EXPECT_EQ(world.timers.size(), 0u);
  const DeadlineId now = world.supervision.addDeadline(actor, 30, world.now);
  EXPECT_NE(now, kNoDeadline);
  world.advance(30);
  EXPECT_EQ(world.callsOf("late"), (Calls{"a 30"}));
}

TEST_F(DeadlineTest, RecordsWhatWasMissed) {
  const ChildId feed = addFeed();
  static_cast<void>(world.takeEvents());
  world.supervision.noteOverrun(feed, 12, world.now);
  static_cast<void>(world.supervision.addDeadline(feed, 60, world.now));
  world.advance(60);
  world.advance(100);
  std::vector<EventType> types;
  for (const EventRecord& record : world.takeEvents()) {
    if (record.type >= EventType::heartbeatMissed) types.push_back(record.type);
  }
  EXPECT_EQ(types, (std::vector<EventType>{EventType::eventOverran, EventType::invocationOverran,
                                           EventType::heartbeatMissed}));
}

}  // namespace
}  // namespace statewarden
