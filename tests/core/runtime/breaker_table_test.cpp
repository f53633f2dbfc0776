// Circuit breakers that user code asks directly.
#include "runtime/breaker_table.hpp"

#include <gtest/gtest.h>

namespace statewarden::testing {
namespace {

TEST(BreakerTableTest, ABreakerKeepsItsClockAndItsState) {
  BreakerTable table;
  const BreakerId id = table.add({.failureThreshold = 1}, 1, 3);
  ASSERT_NE(table.find(id), nullptr);
  EXPECT_EQ(table.find(id)->clock, 3u);
  table.find(id)->breaker.recordFailure(10);
  EXPECT_EQ(table.find(id)->breaker.state(10), CircuitState::open);
  EXPECT_EQ(table.size(), 1u);
}

TEST(BreakerTableTest, ANameThatOutlivesItsBreakerFindsNothing) {
  BreakerTable table;
  const BreakerId first = table.add({}, 1, 0);
  EXPECT_TRUE(table.remove(first));
  EXPECT_FALSE(table.remove(first));
  const BreakerId second = table.add({}, 1, 0);
  EXPECT_NE(first, second);
  EXPECT_EQ(table.find(first), nullptr);
  EXPECT_NE(table.find(second), nullptr);
  EXPECT_EQ(table.size(), 1u);
}

TEST(BreakerTableTest, ANameThatNeverWasFindsNothing) {
  BreakerTable table;
  EXPECT_EQ(table.find(0), nullptr);
  EXPECT_EQ(table.find(0xFFFFFFFFu), nullptr);
}

}  // namespace
}  // namespace statewarden::testing
