// Event records as the host reads them.
#include "runtime/event_text.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace statewarden::testing {
namespace {

TEST(EventTextTest, RecordsAreTakenOldestFirstUpToTheMaximum) {
  EventRing events(8);
  events.setEnabled(true);
  events.record(EventType::childFailed, 1.5, 7, 2, 1);
  events.record(EventType::restartScheduled, 1.5, 7, 2, 100);
  EXPECT_EQ(takeEventsAsText(events, 1),
            R"([{"sequence":0,"time":1.5,"value":1,"subject":7,"supervisor":2,"type":3}])");
  EXPECT_EQ(takeEventsAsText(events, 8),
            R"([{"sequence":1,"time":1.5,"value":100,"subject":7,"supervisor":2,"type":7}])");
  EXPECT_EQ(takeEventsAsText(events, 8), "[]");
}

TEST(EventTextTest, ANumberThatJsonCannotSayIsNull) {
  EventRing events(8);
  events.setEnabled(true);
  events.record(EventType::cleanupStarted, 0, 1, 1, std::numeric_limits<double>::infinity());
  EXPECT_EQ(takeEventsAsText(events, 1),
            R"([{"sequence":0,"time":0,"value":null,"subject":1,"supervisor":1,"type":4}])");
}

}  // namespace
}  // namespace statewarden::testing
