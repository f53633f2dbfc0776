// Delayed transitions and delayed events under a virtual clock.
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "support/machine.hpp"

namespace statewarden::testing {
namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

TEST(Delay, FiresOnceItsTimeHasComeAndNotBefore) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {
    "a": {"after": {"100": {"target": "b", "actions": "late"}}}, "b": {}}})");
  machine.start();
  EXPECT_EQ(machine.host.wakeTimes[0], 100);
  EXPECT_EQ(machine.wait(99), (Log{}));
  EXPECT_EQ(machine.wait(1), (Log{"late"}));
  EXPECT_EQ(machine.value(), R"("b")");
  EXPECT_EQ(machine.host.wakeTimes[0], kNever);
}

TEST(Delay, IsCancelledWhenTheStateIsLeftAndStartsAnewWhenItIsEnteredAgain) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {
    "a": {"after": {"10": {"actions": "late"}}, "on": {"E": {"target": "a", "reenter": true}}}}})");
  machine.start();
  machine.wait(9);
  machine.send("E");
  EXPECT_EQ(machine.wait(9), (Log{}));
  EXPECT_EQ(machine.wait(1), (Log{"late"}));
  EXPECT_EQ(machine.wait(100), (Log{}));
}

TEST(Delay, FiresInTheOrderOfDeadlinesAndThenOfKeys) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {"a": {"after": {
    "20": {"actions": "twenty"}, "d": {"actions": "named"}, "10": {"actions": "ten"}}}}})");
  machine.host.delays["d"] = 10;
  machine.start();
  EXPECT_EQ(machine.wait(50), (Log{"ten", "named", "twenty"}));
}

TEST(Delay, TriesItsCandidatesInOrder) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {"a": {"after": {"10": [
    {"guard": "no1", "actions": "first"}, {"actions": "second"}]}}}})");
  machine.start();
  EXPECT_EQ(machine.wait(10), (Log{"? no1", "second"}));
  EXPECT_EQ(machine.host.currentEvent(machine.id), "xstate.after.10.m.a");
}

TEST(Delay, WithoutAnImplementationIsRaisedAtOnce) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {
    "a": {"after": {"missing": {"target": "b", "actions": "at once"}}}, "b": {}}})");
  EXPECT_EQ(machine.start(), (Log{"at once"}));
  EXPECT_EQ(machine.system.timers(0).size(), 0u);
}

TEST(Delay, ThatIsNoNumberOrLiesInThePastIsDueAtOnce) {
  for (const double milliseconds : {std::nan(""), -5.0, 0.0}) {
    Machine machine(R"({"id": "m", "initial": "a", "states": {
      "a": {"after": {"d": {"target": "b"}}}, "b": {}}})");
    machine.host.delays["d"] = milliseconds;
    machine.start();
    EXPECT_EQ(machine.value(), R"("a")");
    EXPECT_EQ(machine.host.wakeTimes[0], 0);
    machine.wait(0);
    EXPECT_EQ(machine.value(), R"("b")");
  }
}

TEST(Delay, OfInfiniteLengthNeverFires) {
  Machine machine(
      R"({"id": "m", "initial": "a", "states": {"a": {"after": {"d": "b"}}, "b": {}}})");
  machine.host.delays["d"] = kNever;
  machine.start();
  machine.wait(1e300);
  EXPECT_EQ(machine.value(), R"("a")");
}

TEST(Delay, StartsOnlyIfTheMacrostepSucceeds) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {
    "a": {"after": {"10": {"actions": "late"}}, "on": {"E": "b"}},
    "b": {"after": {"5": "a"}, "always": {"actions": "throw"}}}})");
  machine.start();
  machine.send("E");
  EXPECT_EQ(machine.value(), R"("a")");
  EXPECT_EQ(machine.system.timers(0).size(), 1u);
  machine.system.resume(machine.id);
  EXPECT_EQ(machine.wait(10), (Log{"late"}));
}

TEST(Delay, WaitsInTheMailboxWhileTheActorIsSuspended) {
  Machine machine(
      R"({"id": "m", "initial": "a", "states": {"a": {"after": {"10": "b"}}, "b": {}}})");
  machine.start();
  machine.system.suspend(machine.id);
  machine.wait(10);
  EXPECT_EQ(machine.value(), R"("a")");
  machine.system.resume(machine.id);
  EXPECT_EQ(machine.value(), R"("b")");
}

TEST(Delay, DiesWithItsActor) {
  Machine machine(
      R"({"id": "m", "initial": "a", "states": {"a": {"after": {"10": "b"}}, "b": {}}})");
  machine.start();
  machine.system.remove(machine.id);
  EXPECT_EQ(machine.system.timers(0).size(), 0u);
  machine.wait(10);
}

TEST(DelayedEvent, IsDeliveredLaterUnlessItIsCancelled) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {"a": {"on": {
    "E": {"actions": "e"}, "F": {"actions": "f"}}}}})");
  machine.start();
  const EventHandle kept = machine.host.hold("E");
  const EventHandle cancelled = machine.host.hold("F");
  machine.system.schedule(machine.id, 10, kept);
  machine.system.schedule(machine.id, 10, cancelled);
  EXPECT_TRUE(machine.system.cancel(machine.id, cancelled));
  EXPECT_FALSE(machine.system.cancel(machine.id, cancelled));
  EXPECT_EQ(machine.wait(10), (Log{"e"}));
  EXPECT_FALSE(machine.system.cancel(machine.id, kept));
  EXPECT_EQ(machine.host.heldEvents(), 0u);
}

TEST(DelayedEvent, CanBeCancelledOnlyByItsSource) {
  World world;
  const ProgramIndex program = world.load(R"({"id": "m"})");
  const ActorId source = world.start(program);
  const ActorId other = world.start(program);
  const EventHandle event = world.host.hold("E");
  world.system.schedule(source, 10, event);
  EXPECT_FALSE(world.system.cancel(other, event));
  EXPECT_TRUE(world.system.cancel(source, event));
}

TEST(DelayedEvent, IsDroppedWithItsSourceOrWhenTheSourceHasEndedAlready) {
  World world;
  const ActorId source = world.start(world.load(R"({"id": "m"})"));
  world.system.schedule(source, 10, world.host.hold("E"));
  world.system.stop(source);
  world.system.schedule(source, 10, world.host.hold("F"));
  EXPECT_EQ(world.host.heldEvents(), 0u);
  EXPECT_EQ(world.system.timers(0).size(), 0u);
}

TEST(DelayedEvent, AnActorMayHaveManyOfThem) {
  // Quadratic work would take minutes here.
  constexpr std::uint32_t kEvents = 100'000;
  World world;
  const ActorId source = world.start(world.load(R"({"id": "m"})"));
  std::vector<EventHandle> events;
  for (std::uint32_t i = 0; i < kEvents; ++i) {
    events.push_back(world.host.hold("E"));
    world.system.schedule(source, 10 + i % 7, events.back());
  }
  for (std::uint32_t i = 0; i < kEvents; i += 2) {
    EXPECT_TRUE(world.system.cancel(source, events[i]));
  }
  world.advance(20);
  EXPECT_EQ(world.host.heldEvents(), 0u);
}

TEST(Advance, FiresASliceAtATimeAndSaysWhetherMoreIsDue) {
  class NoListener final : public TimerListener {
   public:
    std::uint32_t onTimer(const TimerPayload&, double) override { return 1; }
  } listener;
  World world;
  const ActorId actor = world.start(world.load(R"({"id": "m"})"));
  for (std::uint32_t i = 0; i < ActorSystem::kTimersPerSlice + 5; ++i) {
    world.system.schedule(actor, 1, world.host.hold("E"));
  }
  world.host.time = 1;
  EXPECT_TRUE(world.system.advance(0, 1, listener));
  EXPECT_EQ(world.system.timers(0).size(), 5u);
  EXPECT_EQ(world.host.wakeTimes[0], 1);
  EXPECT_FALSE(world.system.advance(0, 1, listener));
  EXPECT_EQ(world.host.wakeTimes[0], kNever);
}

TEST(Advance, HandsTimersOfOtherLayersToTheListener) {
  class Listener final : public TimerListener {
   public:
    std::uint32_t onTimer(const TimerPayload& payload, double now) override {
      seen.push_back(payload.a);
      times.push_back(now);
      return 1;
    }
    std::vector<std::uint32_t> seen;
    std::vector<double> times;
  } listener;
  World world;
  world.system.timers(0).schedule(5, {.kind = TimerKind::backoff, .a = 42});
  world.system.updateWakeTime(0);
  EXPECT_EQ(world.host.wakeTimes[0], 5);
  EXPECT_FALSE(world.system.advance(0, 6, listener));
  EXPECT_EQ(listener.seen, (std::vector<std::uint32_t>{42}));
  EXPECT_EQ(listener.times, (std::vector<double>{6}));
}

TEST(Advance, GivesTheHostATurnAccordingToWhatTimersDid) {
  class Listener final : public TimerListener {
   public:
    explicit Listener(std::uint32_t work) : work_(work) {}
    std::uint32_t onTimer(const TimerPayload&, double) override {
      ++count;
      return work_;
    }
    std::uint32_t count = 0;

   private:
    std::uint32_t work_;
  };
  for (const std::uint32_t work : {1u, ActorSystem::kTimersPerSlice / 2}) {
    World world;
    constexpr std::uint32_t kTimers = ActorSystem::kTimersPerSlice;
    for (std::uint32_t i = 0; i < kTimers; ++i) {
      world.system.timers(0).schedule(5, {.kind = TimerKind::breaker, .a = i});
    }
    Listener listener(work);
    const bool isMoreDue = world.system.advance(0, 6, listener);
    EXPECT_EQ(listener.count, kTimers / work);
    EXPECT_EQ(isMoreDue, work > 1);
  }
}

TEST(Clock, IsForgottenOnlyWhenNobodyLivesByItAndItsNumberIsUsedAgain) {
  class NoListener final : public TimerListener {
   public:
    std::uint32_t onTimer(const TimerPayload&, double) override { return 1; }
  } listener;
  World world;
  const ProgramIndex program =
      world.load(R"({"id": "m", "initial": "a", "states": {"a": {"after": {"10": "a"}}}})");
  const ClockIndex clock = world.system.addClock();
  const ActorId actor = world.system.add(program, clock);
  world.system.start(actor);
  EXPECT_EQ(world.host.wakeTimes[clock], 10);
  EXPECT_FALSE(world.system.removeClock(clock));
  EXPECT_FALSE(world.system.removeClock(0));
  EXPECT_FALSE(world.system.removeClock(7));
  world.system.remove(actor);
  const TimerId stale = world.system.timers(clock).schedule(3, {.kind = TimerKind::other});
  EXPECT_TRUE(world.system.removeClock(clock));
  EXPECT_FALSE(world.system.removeClock(clock));
  EXPECT_EQ(world.system.add(program, clock), kNoActor);
  EXPECT_FALSE(world.system.advance(clock, 100, listener));
  EXPECT_EQ(world.system.addClock(), clock);
  const TimerId fresh = world.system.timers(clock).schedule(3, {.kind = TimerKind::other});
  EXPECT_FALSE(world.system.timers(clock).cancel(stale));
  EXPECT_TRUE(world.system.timers(clock).cancel(fresh));
}

}  // namespace
}  // namespace statewarden::testing
