// Events for which there is no room.
#include <gtest/gtest.h>

#include "support/machine.hpp"

namespace statewarden::testing {
namespace {

constexpr auto kChart = R"({"id": "m", "on": {
  "BURST": {"actions": ["send:A", "send:B", "send:C"]}, "POISON": {"actions": "throw"},
  "A": {"actions": "a"}, "B": {"actions": "b"}, "C": {"actions": "c"}, "D": {"actions": "d"}}})";

class MailboxBoundsTest : public ::testing::Test {
 protected:
  void SetUp() override { machine.start(); }

  void bound(Overflow overflow) {
    EXPECT_TRUE(machine.system.setBounds(
        machine.id, {.capacity = 2, .stashCapacity = 2, .overflow = overflow}));
  }
  void boundStash(Overflow overflow) {
    EXPECT_TRUE(
        machine.system.setBounds(machine.id, {.stashCapacity = 2, .stashOverflow = overflow}));
  }

  Machine machine{kChart};
};

TEST_F(MailboxBoundsTest, HaveRoomForAnythingUnlessTheyAreSet) {
  const Log log = machine.send("BURST");
  EXPECT_EQ(log, (Log{"a", "b", "c"}));
}

TEST_F(MailboxBoundsTest, DropTheNewest) {
  bound(Overflow::dropNewest);
  EXPECT_EQ(machine.send("BURST"), (Log{"dead letter C: mailboxOverflow", "a", "b"}));
  EXPECT_EQ(machine.host.heldEvents(), 0u);
}

TEST_F(MailboxBoundsTest, DropTheOldest) {
  bound(Overflow::dropOldest);
  EXPECT_EQ(machine.send("BURST"), (Log{"dead letter A: mailboxOverflow", "b", "c"}));
  EXPECT_EQ(machine.host.heldEvents(), 0u);
}

TEST_F(MailboxBoundsTest, LetTheHostFailTheActor) {
  bound(Overflow::fail);
  EXPECT_EQ(machine.send("BURST"), (Log{"dead letter C: mailboxOverflow", "overflowed", "a", "b"}));
}

TEST_F(MailboxBoundsTest, RefuseAndKeepNothing) {
  bound(Overflow::reject);
  EXPECT_EQ(machine.send("BURST"), (Log{"refused C", "a", "b"}));
  EXPECT_EQ(machine.host.heldEvents(), 0u);
}

TEST_F(MailboxBoundsTest, HoldForThoseThatAreHeldByThemselves) {
  boundStash(Overflow::dropOldest);
  machine.send("POISON");
  machine.host.send(machine.id, "A");
  machine.host.send(machine.id, "B");
  machine.host.send(machine.id, "C");
  EXPECT_EQ(machine.host.takeLog(), (Log{"dead letter A: stashOverflow"}));
  machine.system.resume(machine.id);
  EXPECT_EQ(machine.host.takeLog(), (Log{"b", "c"}));
}

TEST_F(MailboxBoundsTest, RefuseForAnActorThatIsHeld) {
  boundStash(Overflow::reject);
  machine.send("POISON");
  machine.host.send(machine.id, "A");
  machine.host.send(machine.id, "B");
  EXPECT_EQ(machine.host.send(machine.id, "C") & kRefused, kRefused);
}

TEST_F(MailboxBoundsTest, NeverLoseWhatIsVital) {
  machine.host.vital = {"A", "D"};
  boundStash(Overflow::dropOldest);
  machine.send("POISON");
  machine.host.send(machine.id, "A");
  machine.host.send(machine.id, "B");
  machine.host.send(machine.id, "C");
  machine.host.send(machine.id, "D");
  EXPECT_EQ(machine.host.takeLog(), (Log{"dead letter B: stashOverflow"}));
  machine.system.resume(machine.id);
  EXPECT_EQ(machine.host.takeLog(), (Log{"a", "c", "d"}));
}

TEST_F(MailboxBoundsTest, DropTheNewestWhereAllOthersAreVital) {
  machine.host.vital = {"A", "B"};
  boundStash(Overflow::dropOldest);
  machine.send("POISON");
  machine.host.send(machine.id, "A");
  machine.host.send(machine.id, "B");
  machine.host.send(machine.id, "C");
  EXPECT_EQ(machine.host.takeLog(), (Log{"dead letter C: stashOverflow"}));
}

TEST_F(MailboxBoundsTest, AreSharedByActorsWhoseBoundsAreEqual) {
  for (std::uint32_t capacity = 1; capacity < 65'536; ++capacity) {
    ASSERT_TRUE(machine.system.setBounds(machine.id, {.capacity = capacity}));
    ASSERT_TRUE(machine.system.setBounds(machine.id, {.capacity = 1}));
    if (capacity == 300) capacity = 65'535;
  }
  EXPECT_EQ(machine.system.find(machine.id)->bounds, 1u);
}

}  // namespace
}  // namespace statewarden::testing
