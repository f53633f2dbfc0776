// Slots and generations.
#include "actor/actor_table.hpp"

#include <set>

#include <gtest/gtest.h>

namespace statewarden {
namespace {

TEST(ActorTable, UsesTheSlotThatHasBeenVacantLongest) {
  ActorTable table;
  const ActorId first = table.add();
  const ActorId second = table.add();
  table.remove(first);
  table.remove(second);
  const ActorId third = table.add();
  constexpr std::uint32_t kIndexMask = ActorTable::kMaxActors - 1;
  EXPECT_EQ(third & kIndexMask, first & kIndexMask);
  EXPECT_EQ(table.find(first), nullptr);
  EXPECT_NE(table.find(third), nullptr);
  EXPECT_EQ(table.size(), 1u);
}

TEST(ActorTable, GivesASlotADifferentNameEachOfAThousandTimes) {
  ActorTable table;
  std::set<ActorId> names;
  for (int i = 0; i < 1024; ++i) {
    const ActorId id = table.add();
    EXPECT_TRUE(names.insert(id).second);
    table.remove(id);
    EXPECT_EQ(table.find(id), nullptr);
  }
}

TEST(ActorTable, KeepsAddressesWhileItGrows) {
  ActorTable table;
  const ActorId first = table.add();
  const Actor* address = table.find(first);
  for (int i = 0; i < 10'000; ++i) static_cast<void>(table.add());
  EXPECT_EQ(table.find(first), address);
  EXPECT_EQ(table.find(kNoActor), nullptr);
}

}  // namespace
}  // namespace statewarden
