// Sends whose observers the caller tells.
#include <gtest/gtest.h>

#include "support/machine.hpp"

namespace statewarden::testing {
namespace {

constexpr const char* kToggle = R"({"id": "m", "initial": "a", "states": {
  "a": {"on": {"E": "b"}}, "b": {"on": {"E": "a"}}}})";

/// A watched toggle that has taken each of its transitions before, so that their plans are known.
class UntoldSend : public ::testing::Test {
 protected:
  UntoldSend() {
    machine.start();
    for (int i = 0; i < 4; ++i) machine.send("E");
    machine.system.setListening(machine.id, true);
  }

  std::uint32_t sendUntold() {
    return machine.system.sendUntold(machine.id, machine.host.classify(machine.id, "E"),
                                     EventKind::plain);
  }

  Machine machine{kToggle};
};

TEST_F(UntoldSend, LeavesCommittingAndTellingToTheCaller) {
  const std::uint32_t flags = sendUntold();
  EXPECT_EQ(flags & 0xFFu, kChanged | kTransitioned | kUntold);
  EXPECT_EQ(flags >> 8, machine.system.find(machine.id)->state->serial);
  EXPECT_EQ(machine.host.takeLog(), Log{});
  machine.system.told();
  EXPECT_EQ(machine.value(), R"("b")");
  EXPECT_FALSE(machine.system.find(machine.id)->isBusy);
}

TEST_F(UntoldSend, LetsWhatObserversSendWaitUntilAllAreTold) {
  (void)sendUntold();
  EXPECT_EQ(machine.host.send(machine.id, "E"), kQueued);
  EXPECT_EQ(machine.value(), R"("b")");
  machine.system.told();
  EXPECT_EQ(machine.value(), R"("a")");
  EXPECT_EQ(machine.host.heldEvents(), 0u);
}

TEST_F(UntoldSend, StopsAnActorThatAnObserverStopsOnceAllAreTold) {
  (void)sendUntold();
  machine.system.stop(machine.id);
  EXPECT_EQ(machine.status(), ActorStatus::running);
  machine.system.told();
  EXPECT_EQ(machine.status(), ActorStatus::stopped);
}

TEST_F(UntoldSend, LosesItsTurnToARestartByAnObserver) {
  (void)sendUntold();
  machine.system.halt(machine.id);
  EXPECT_TRUE(machine.system.restart(machine.id, RestartMode::fresh));
  machine.system.told();
  EXPECT_EQ(machine.value(), R"("a")");
  EXPECT_FALSE(machine.system.find(machine.id)->isBusy);
}

TEST_F(UntoldSend, RemovesAnActorOnceAllAreTold) {
  (void)sendUntold();
  machine.system.remove(machine.id);
  EXPECT_NE(machine.system.find(machine.id), nullptr);
  machine.system.told();
  EXPECT_EQ(machine.system.find(machine.id), nullptr);
}

TEST_F(UntoldSend, NestsAcrossActors) {
  const ActorId other = machine.World::start(machine.program);
  machine.system.setListening(other, true);
  (void)sendUntold();
  const std::uint32_t inner =
      machine.system.sendUntold(other, machine.host.classify(other, "E"), EventKind::plain);
  EXPECT_NE(inner & kUntold, 0u);
  machine.system.told();
  EXPECT_FALSE(machine.system.find(other)->isBusy);
  EXPECT_TRUE(machine.system.find(machine.id)->isBusy);
  machine.system.told();
  EXPECT_FALSE(machine.system.find(machine.id)->isBusy);
}

TEST_F(UntoldSend, IgnoresATellingTooMany) {
  machine.system.told();
  EXPECT_NE(sendUntold() & kUntold, 0u);
  machine.system.told();
  machine.system.told();
  EXPECT_FALSE(machine.system.find(machine.id)->isBusy);
}

TEST_F(UntoldSend, TellsTheHostOfEventsThatDoMore) {
  Machine acting(R"({"id": "m", "initial": "a", "states": {
    "a": {"on": {"E": {"target": "b", "actions": "act"}}}, "b": {}}})");
  acting.start();
  acting.system.setListening(acting.id, true);
  const EventClass event = acting.host.classify(acting.id, "E");
  const std::uint32_t flags = acting.system.sendUntold(acting.id, event, EventKind::plain);
  EXPECT_EQ(flags & kUntold, 0u);
  const Log log = acting.host.takeLog();
  EXPECT_FALSE(log.empty());
  EXPECT_EQ(log.front(), "act");
}

}  // namespace
}  // namespace statewarden::testing
