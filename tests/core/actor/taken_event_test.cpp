// Events that are taken without a call to the host.
#include <gtest/gtest.h>

#include "support/machine.hpp"

namespace statewarden::testing {
namespace {

constexpr const char* kToggle = R"({"id": "m", "initial": "a", "states": {
  "a": {"on": {"E": "b"}}, "b": {"on": {"E": "a"}}}})";

/// A watched toggle that has taken each of its transitions before, so that their plans are known.
class TakenEvent : public ::testing::Test {
 protected:
  TakenEvent() {
    machine.start();
    for (int i = 0; i < 4; ++i) machine.send("E");
    machine.system.setListening(machine.id, true);
  }

  std::uint32_t take() {
    return machine.system.take(machine.id, machine.host.classify(machine.id, "E"),
                               EventKind::plain);
  }

  Machine machine{kToggle};
};

TEST_F(TakenEvent, LeavesCommittingAndTellingToTheCaller) {
  const std::uint32_t flags = take();
  EXPECT_EQ(flags & 0xFFu, kChanged | kTransitioned | kUntold | kTaken);
  EXPECT_EQ(flags >> 8, machine.system.find(machine.id)->state->serial);
  EXPECT_EQ(machine.host.takeLog(), Log{});
  machine.system.told();
  EXPECT_EQ(machine.value(), R"("b")");
  EXPECT_FALSE(machine.system.find(machine.id)->isBusy);
}

TEST_F(TakenEvent, LetsWhatObserversSendWaitUntilAllAreTold) {
  (void)take();
  EXPECT_EQ(machine.host.send(machine.id, "E"), kQueued);
  EXPECT_EQ(machine.value(), R"("b")");
  machine.system.told();
  EXPECT_EQ(machine.value(), R"("a")");
  EXPECT_EQ(machine.host.heldEvents(), 0u);
}

TEST_F(TakenEvent, StopsAnActorThatAnObserverStopsOnceAllAreTold) {
  (void)take();
  machine.system.stop(machine.id);
  EXPECT_EQ(machine.status(), ActorStatus::running);
  machine.system.told();
  EXPECT_EQ(machine.status(), ActorStatus::stopped);
}

TEST_F(TakenEvent, LosesItsTurnToARestartByAnObserver) {
  (void)take();
  machine.system.halt(machine.id);
  EXPECT_TRUE(machine.system.restart(machine.id, RestartMode::fresh));
  machine.system.told();
  EXPECT_EQ(machine.value(), R"("a")");
  EXPECT_FALSE(machine.system.find(machine.id)->isBusy);
}

TEST_F(TakenEvent, RemovesAnActorOnceAllAreTold) {
  (void)take();
  machine.system.remove(machine.id);
  EXPECT_NE(machine.system.find(machine.id), nullptr);
  machine.system.told();
  EXPECT_EQ(machine.system.find(machine.id), nullptr);
}

TEST_F(TakenEvent, NestsAcrossActors) {
  const ActorId other = machine.World::start(machine.program);
  machine.system.setListening(other, true);
  (void)take();
  const std::uint32_t inner =
      machine.system.take(other, machine.host.classify(other, "E"), EventKind::plain);
  EXPECT_NE(inner & kUntold, 0u);
  machine.system.told();
  EXPECT_FALSE(machine.system.find(other)->isBusy);
  EXPECT_TRUE(machine.system.find(machine.id)->isBusy);
  machine.system.told();
  EXPECT_FALSE(machine.system.find(machine.id)->isBusy);
}

TEST_F(TakenEvent, IgnoresATellingTooMany) {
  machine.system.told();
  EXPECT_NE(take() & kUntold, 0u);
  machine.system.told();
  machine.system.told();
  EXPECT_FALSE(machine.system.find(machine.id)->isBusy);
}

TEST_F(TakenEvent, IsNotOneThatDoesMore) {
  Machine acting(R"({"id": "m", "initial": "a", "states": {
    "a": {"on": {"E": {"target": "b", "actions": "act"}}}, "b": {}}})");
  acting.start();
  const EventClass event = acting.host.classify(acting.id, "E");
  EXPECT_EQ(acting.system.take(acting.id, event, EventKind::plain), 0u);
  EXPECT_EQ(acting.value(), R"("a")");
}

TEST_F(TakenEvent, IsNotOneForAnInspectedActor) {
  machine.system.setInspected(machine.id, true);
  EXPECT_EQ(take(), 0u);
}

TEST_F(TakenEvent, IsNotOneForNobody) {
  EXPECT_EQ(machine.system.take(kNoActor, 0, EventKind::plain), 0u);
  machine.system.stop(machine.id);
  EXPECT_EQ(take(), 0u);
}

}  // namespace
}  // namespace statewarden::testing
