// Events that take too long.
#include <gtest/gtest.h>

#include "support/machine.hpp"

namespace statewarden::testing {
namespace {

constexpr auto kChart = R"({"id": "m", "initial": "a",
  "on": {"WORK": {"actions": "work"}, "SEND": {"actions": "send:WORK"}, "FAIL": {"actions":
  ["work", "throw"]}},
  "states": {"a": {"on": {"GO": "b"}}, "b": {"on": {"GO": "a"}}}})";

class EventDeadlineTest : public ::testing::Test {
 protected:
  void SetUp() override {
    machine.start();
    machine.host.onCall["work"] = [this](ActorId) { machine.host.time += effort; };
  }

  double effort = 50;
  Machine machine{kChart};
};

TEST_F(EventDeadlineTest, TellsTheHostOfAnEventThatTookLonger) {
  machine.system.setEventDeadline(machine.id, 49);
  EXPECT_EQ(machine.send("WORK"), (Log{"work", "took 50"}));
}

TEST_F(EventDeadlineTest, TellsNothingOfAnEventThatTookAsLongAsItMay) {
  machine.system.setEventDeadline(machine.id, 50);
  EXPECT_EQ(machine.send("WORK"), (Log{"work"}));
}

TEST_F(EventDeadlineTest, MeasuresEventsThatWaitedByThemselves) {
  machine.system.setEventDeadline(machine.id, 60);
  EXPECT_EQ(machine.send("SEND"), (Log{"work"}));
  machine.system.setEventDeadline(machine.id, 40);
  EXPECT_EQ(machine.send("SEND"), (Log{"work", "took 50"}));
}

TEST_F(EventDeadlineTest, TellsNothingOfAnEventThatFailed) {
  machine.system.setEventDeadline(machine.id, 10);
  EXPECT_EQ(machine.send("FAIL"), (Log{"work", "throw", "failed: threw"}));
}

TEST_F(EventDeadlineTest, AsksNoClockForOthers) {
  machine.system.setEventDeadline(machine.id, 10);
  machine.system.setEventDeadline(machine.id, std::numeric_limits<double>::infinity());
  machine.send("WORK");
  EXPECT_EQ(machine.host.log, (Log{}));
  const std::uint32_t asked = machine.host.clockReads;
  machine.send("WORK");
  machine.send("GO");
  EXPECT_EQ(machine.host.clockReads, asked);
}

}  // namespace
}  // namespace statewarden::testing
