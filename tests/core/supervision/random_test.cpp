#include "supervision/random.hpp"

#include <gtest/gtest.h>

namespace statewarden {
namespace {

TEST(RandomTest, GivesTheReferenceNumbersOfItsSeed) {
  Random random(1234567);
  EXPECT_EQ(random.next(), 6457827717110365317u);
  EXPECT_EQ(random.next(), 3203168211198807973u);
  EXPECT_EQ(random.next(), 9817491932198370423u);
}

TEST(RandomTest, StaysWithinTheUnitInterval) {
  Random random(7);
  double sum = 0;
  for (int i = 0; i < 10'000; ++i) {
    const double number = random.nextUnit();
    ASSERT_GE(number, 0);
    ASSERT_LT(number, 1);
    sum += number;
  }
  EXPECT_NEAR(sum / 10'000, 0.5, 0.02);
}

TEST(RandomTest, GoesOnFromItsState) {
  Random random(3);
  static_cast<void>(random.next());
  Random copy(random.state());
  EXPECT_EQ(random.next(), copy.next());
}

}  // namespace
}  // namespace statewarden
