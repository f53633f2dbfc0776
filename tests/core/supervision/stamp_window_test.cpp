#include "supervision/stamp_window.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace statewarden {
namespace {

TEST(StampWindowTest, GrantsAsManyAsTheLimitAndThenIsFull) {
  StampWindow window;
  for (int i = 0; i < 3; ++i) {
    EXPECT_FALSE(window.isFull(i, 3, 100));
    window.add(i, 3, 100);
  }
  EXPECT_TRUE(window.isFull(3, 3, 100));
}

TEST(StampWindowTest, IsAlwaysFullWithLimitZero) {
  const StampWindow window;
  EXPECT_TRUE(window.isFull(0, 0, 100));
}

TEST(StampWindowTest, IsNeverFullWithoutLimitAndHoldsNothing) {
  StampWindow window;
  for (int i = 0; i < 1000; ++i) window.add(i, kUnlimited, 100);
  EXPECT_FALSE(window.isFull(1000, kUnlimited, 100));
  EXPECT_EQ(window.size(), 0u);
}

TEST(StampWindowTest, CountsOnlyStampsYoungerThanTheWindow) {
  StampWindow window;
  window.add(0, 2, 50);
  window.add(10, 2, 50);
  EXPECT_TRUE(window.isFull(49, 2, 50));
  EXPECT_FALSE(window.isFull(50, 2, 50));
  EXPECT_EQ(window.count(49, 50), 2u);
  EXPECT_EQ(window.count(50, 50), 1u);
  EXPECT_EQ(window.count(60, 50), 0u);
}

TEST(StampWindowTest, SlidesInsteadOfTumbling) {
  StampWindow window;
  window.add(0, 2, 100);
  window.add(90, 2, 100);
  EXPECT_FALSE(window.isFull(110, 2, 100));
  window.add(110, 2, 100);
  EXPECT_TRUE(window.isFull(150, 2, 100));
}

TEST(StampWindowTest, HoldsNoMoreStampsThanTheLimit) {
  StampWindow window;
  for (int i = 0; i < 100'000; ++i) {
    window.add(i, 5, 1e9);
    ASSERT_LE(window.size(), 5u);
  }
  EXPECT_EQ(window.at(0), 99'995);
  EXPECT_EQ(window.at(4), 99'999);
}

TEST(StampWindowTest, DoesNotGrowWithStampsThatLeftTheWindow) {
  StampWindow window;
  for (int i = 0; i < 100'000; ++i) window.add(i, 1'000'000, 10);
  EXPECT_LE(window.size(), 40u);
  EXPECT_EQ(window.count(99'999, 10), 10u);
}

TEST(StampWindowTest, ServesStrategiesWithDifferentLimitsAtOnce) {
  StampWindow window;
  for (int i = 0; i < 6; ++i) {
    window.add(i, 5, 100);
    window.add(i, 2, 10);
  }
  EXPECT_TRUE(window.isFull(6, 5, 100));
  EXPECT_TRUE(window.isFull(6, 2, 10));
  EXPECT_FALSE(window.isFull(50, 2, 10));
  StampWindow sparse;
  for (const double stamp : {0.0, 40.0, 80.0}) sparse.add(stamp, 3, 100);
  EXPECT_TRUE(sparse.isFull(85, 1, 10));
}

TEST(StampWindowTest, KeepsAnEndlessWindow) {
  StampWindow window;
  window.add(0, 1, std::numeric_limits<double>::infinity());
  EXPECT_TRUE(window.isFull(1e12, 1, std::numeric_limits<double>::infinity()));
}

TEST(StampWindowTest, IsEmptyAfterClear) {
  StampWindow window;
  window.add(0, 1, 100);
  window.clear();
  EXPECT_FALSE(window.isFull(1, 1, 100));
}

}  // namespace
}  // namespace statewarden
