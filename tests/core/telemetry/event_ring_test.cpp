#include "telemetry/event_ring.hpp"

#include <gtest/gtest.h>

namespace statewarden {
namespace {

TEST(EventRingTest, RecordsNothingUntilEnabled) {
  EventRing ring(4);
  ring.record(EventType::childFailed, 1, 2, 3);
  EventRecord record;
  EXPECT_FALSE(ring.take(record));
  EXPECT_EQ(ring.lost(), 0u);
}

TEST(EventRingTest, GivesRecordsBackInOrder) {
  EventRing ring(4);
  ring.setEnabled(true);
  ring.record(EventType::childFailed, 1.5, 2, 3, 4.5);
  ring.record(EventType::childRestarted, 2, 2, 3);
  EventRecord record;
  ASSERT_TRUE(ring.take(record));
  EXPECT_EQ(record.type, EventType::childFailed);
  EXPECT_EQ(record.sequence, 0u);
  EXPECT_EQ(record.time, 1.5);
  EXPECT_EQ(record.value, 4.5);
  EXPECT_EQ(record.subject, 2u);
  EXPECT_EQ(record.supervisor, 3u);
  ASSERT_TRUE(ring.take(record));
  EXPECT_EQ(record.type, EventType::childRestarted);
  EXPECT_EQ(record.sequence, 1u);
  EXPECT_FALSE(ring.take(record));
}

TEST(EventRingTest, KeepsTheNewestAndCountsWhatItLost) {
  EventRing ring(3);
  ring.setEnabled(true);
  for (std::uint32_t i = 0; i < 10; ++i) ring.record(EventType::childFailed, i, i, 0);
  EXPECT_EQ(ring.lost(), 7u);
  EXPECT_EQ(ring.size(), 3u);
  for (std::uint32_t i = 7; i < 10; ++i) {
    EventRecord record;
    ASSERT_TRUE(ring.take(record));
    EXPECT_EQ(record.sequence, i);
    EXPECT_EQ(record.subject, i);
  }
}

TEST(EventRingTest, WorksOnAfterBeingDrainedAnywhereInTheRing) {
  EventRing ring(3);
  ring.setEnabled(true);
  for (std::uint32_t i = 0; i < 20; ++i) {
    ring.record(EventType::childFailed, i, i, 0);
    ring.record(EventType::childFailed, i, i, 1);
    EventRecord record;
    ASSERT_TRUE(ring.take(record));
    EXPECT_EQ(record.sequence, 2 * i);
    ASSERT_TRUE(ring.take(record));
    EXPECT_EQ(record.sequence, 2 * i + 1);
  }
  EXPECT_EQ(ring.lost(), 0u);
}

TEST(EventRingTest, KeepsWhatWaitsWhenDisabled) {
  EventRing ring(3);
  ring.setEnabled(true);
  ring.record(EventType::childFailed, 1, 1, 1);
  ring.setEnabled(false);
  ring.record(EventType::childFailed, 2, 2, 2);
  EXPECT_EQ(ring.size(), 1u);
}

TEST(EventRingTest, HoldsAtLeastOneRecord) {
  EventRing ring(0);
  ring.setEnabled(true);
  ring.record(EventType::childFailed, 1, 1, 1);
  ring.record(EventType::childFailed, 2, 2, 2);
  EventRecord record;
  ASSERT_TRUE(ring.take(record));
  EXPECT_EQ(record.subject, 2u);
}

}  // namespace
}  // namespace statewarden
