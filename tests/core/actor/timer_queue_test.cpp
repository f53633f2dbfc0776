// The timer queue by itself.
#include "actor/timer_queue.hpp"

#include <algorithm>
#include <limits>
#include <random>

#include <gtest/gtest.h>

namespace statewarden {
namespace {

TEST(TimerQueue, GivesTimersBackByDeadlineAndThenInTheOrderOfSetting) {
  TimerQueue queue;
  for (const double deadline : {30.0, 10.0, 20.0, 10.0}) {
    queue.schedule(deadline, {.a = static_cast<std::uint32_t>(queue.size())});
  }
  EXPECT_EQ(queue.nextDeadline(), 10);
  EXPECT_FALSE(queue.popDue(9.5));
  std::vector<std::uint32_t> order;
  while (const auto payload = queue.popDue(25)) order.push_back(payload->a);
  EXPECT_EQ(order, (std::vector<std::uint32_t>{1, 3, 2}));
  EXPECT_EQ(queue.size(), 1u);
}

TEST(TimerQueue, CancelsOnlyTheTimerThatWasMeant) {
  TimerQueue queue;
  const TimerId first = queue.schedule(1, {});
  EXPECT_TRUE(queue.cancel(first));
  const TimerId second = queue.schedule(2, {});
  EXPECT_EQ(first.index, second.index);
  EXPECT_FALSE(queue.cancel(first));
  EXPECT_FALSE(queue.cancel({}));
  EXPECT_TRUE(queue.cancel(second));
  EXPECT_EQ(queue.nextDeadline(), std::numeric_limits<double>::infinity());
}

TEST(TimerQueue, ForgetsAllTimersAndTheirNames) {
  TimerQueue queue;
  const TimerId first = queue.schedule(1, {});
  queue.schedule(2, {});
  queue.clear();
  EXPECT_EQ(queue.size(), 0u);
  queue.schedule(3, {});
  queue.schedule(4, {});
  EXPECT_FALSE(queue.cancel(first));
  EXPECT_EQ(queue.size(), 2u);
}

TEST(TimerQueue, AgreesWithASortedListUnderRandomUse) {
  struct Known {
    double deadline;
    std::uint32_t number;
    TimerId id;
  };
  TimerQueue queue;
  std::vector<Known> known;
  std::mt19937 random(11);
  double now = 0;
  for (std::uint32_t number = 0; number < 20'000; ++number) {
    const std::uint32_t choice = static_cast<std::uint32_t>(random()) % 10;
    if (choice < 5) {
      const double deadline = now + static_cast<double>(random() % 50);
      known.push_back({deadline, number, queue.schedule(deadline, {.a = number})});
    } else if (choice < 7 && !known.empty()) {
      const std::size_t victim = random() % known.size();
      EXPECT_TRUE(queue.cancel(known[victim].id));
      known.erase(known.begin() + static_cast<std::ptrdiff_t>(victim));
    } else {
      now += static_cast<double>(random() % 5);
      while (const auto payload = queue.popDue(now)) {
        const auto first = std::ranges::min_element(known, [](const Known& a, const Known& b) {
          return a.deadline < b.deadline || (a.deadline == b.deadline && a.number < b.number);
        });
        ASSERT_NE(first, known.end());
        EXPECT_EQ(payload->a, first->number);
        known.erase(first);
      }
    }
    ASSERT_EQ(queue.size(), known.size());
  }
}

}  // namespace
}  // namespace statewarden
