#include "runtime/timer_text.hpp"

#include <limits>

#include <gtest/gtest.h>

#include "support/machine.hpp"

namespace statewarden::testing {
namespace {

std::string timersOf(Machine& machine) {
  return timersAsText(machine.system.timersOf(machine.id));
}

TEST(TimersAsText, ListsDelaysAndThenEventsInTheOrderInWhichTheyWereSet) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {
    "a": {"after": {"5": "b", "20": "b"}, "on": {"GO": "b"}}, "b": {}}})");
  machine.host.time = 100;
  machine.start();
  const EventHandle event = machine.host.hold("E");
  machine.system.schedule(machine.id, 7.5, event);
  EXPECT_EQ(timersOf(machine), R"([{"isEvent":false,"value":0,"deadline":105},)"
                               R"({"isEvent":false,"value":1,"deadline":120},)"
                               R"({"isEvent":true,"value":)" +
                                   std::to_string(event) + R"(,"deadline":107.5}])");
  machine.send("GO");
  EXPECT_EQ(timersOf(machine).find("\"isEvent\":false"), std::string::npos);
}

TEST(TimersAsText, SaysOfWhatNeverComesThatItHasNoDeadline) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {"a": {"after": {"never": "a"}}}})");
  machine.host.delays["never"] = std::numeric_limits<double>::infinity();
  machine.start();
  EXPECT_EQ(timersOf(machine), R"([{"isEvent":false,"value":0,"deadline":null}])");
}

TEST(TimersAsText, FindsNoneOfAnActorThatIsGone) {
  Machine machine(R"({"id": "m", "initial": "a", "states": {"a": {"after": {"5": "a"}}}})");
  machine.start();
  machine.system.stop(machine.id);
  machine.system.remove(machine.id);
  EXPECT_EQ(timersOf(machine), "[]");
}

}  // namespace
}  // namespace statewarden::testing
