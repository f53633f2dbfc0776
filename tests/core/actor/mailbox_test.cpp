// The ring of waiting events.
#include "actor/mailbox.hpp"

#include <deque>

#include <gtest/gtest.h>

namespace statewarden {
namespace {

QueuedEvent event(std::uint32_t payload, EventKind kind = EventKind::plain) {
  return {.eventClass = 1, .kind = kind, .payload = payload};
}

TEST(Mailbox, GivesEventsBackInTheirOrderWhileItGrowsAndWraps) {
  Mailbox mailbox;
  std::deque<std::uint32_t> expected;
  std::uint32_t next = 0;
  for (std::uint32_t round = 0; round < 500; ++round) {
    for (std::uint32_t i = 0; i < round % 7; ++i) {
      mailbox.push(event(next));
      expected.push_back(next++);
    }
    if (round % 5 == 0) {
      mailbox.pushFront(event(next));
      expected.push_front(next++);
    }
    for (std::uint32_t i = 0; i < round % 4 && !mailbox.empty(); ++i) {
      EXPECT_EQ(mailbox.pop().payload, expected.front());
      expected.pop_front();
    }
    ASSERT_EQ(mailbox.size(), expected.size());
  }
}

TEST(Mailbox, ErasesDelaysOnly) {
  Mailbox mailbox;
  for (std::uint32_t i = 0; i < 10; ++i) {
    mailbox.push(event(i, i % 3 == 0 ? EventKind::delay : EventKind::plain));
  }
  mailbox.eraseDelays();
  std::vector<std::uint32_t> left;
  while (!mailbox.empty()) left.push_back(mailbox.pop().payload);
  EXPECT_EQ(left, (std::vector<std::uint32_t>{1, 2, 4, 5, 7, 8}));
}

}  // namespace
}  // namespace statewarden
