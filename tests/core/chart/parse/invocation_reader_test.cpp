#include "chart/parse/invocation_reader.hpp"

#include <gtest/gtest.h>

#include "chart/chart_support.hpp"

namespace statewarden::testing {
namespace {

std::vector<Slot> invocations(const Chart& chart, std::string_view id) {
  std::vector<Slot> result;
  for (const SlotIndex slot : chart.slotList(nodeOf(chart, id).invocations)) {
    result.push_back(chart.data().slots[slot]);
  }
  return result;
}

TEST(InvocationReader, GivesInvocationsDefaultIdsByPlace) {
  const auto chart = parsed(R"({"id":"m","invoke":[{"src":"x"},{"src":"y","id":"own"},
    {"src":"z","id":null}]})");
  const auto slots = invocations(*chart, "m");
  ASSERT_EQ(slots.size(), 3u);
  EXPECT_EQ(slots[0].id, "0.m");
  EXPECT_EQ(slots[0].name, "x");
  EXPECT_EQ(slots[1].id, "own");
  EXPECT_EQ(slots[2].id, "2.m");
}

TEST(InvocationReader, NamesAnInlineSourceAsXStateDoes) {
  const auto chart = parsed(R"({"id":"m","invoke":{"src":{"slot":3},"id":"own"}})");
  EXPECT_EQ(invocations(*chart, "m").front().name, "xstate.invoke.0.m");
}

TEST(InvocationReader, KeepsItsSlotsTogetherAlthoughHandlersHaveActions) {
  const auto chart = parsed(R"({"id":"m","invoke":[
    {"src":"x","onDone":{"actions":["a","b"]}},{"src":"y","onError":{"actions":"c"}}]})");
  const auto slots = invocations(*chart, "m");
  ASSERT_EQ(slots.size(), 2u);
  EXPECT_EQ(slots[0].name, "x");
  EXPECT_EQ(slots[1].name, "y");
  const Transition done = transitionsOf(*chart, "m", "xstate.done.actor.0.m").front();
  EXPECT_EQ(namesOf(*chart, done.actions), (std::vector<std::string>{"a", "b"}));
}

TEST(InvocationReader, LetsALaterInvocationWithTheSameIdReplaceTheHandlers) {
  const auto chart = parsed(R"({"id":"m","initial":"a","states":{"a":{},"b":{}},"invoke":[
    {"src":"x","id":"i","onDone":".a"},{"src":"y","id":"i","onDone":".b"}]})");
  EXPECT_EQ(targetsOf(*chart, "m", "xstate.done.actor.i"), std::vector<std::string>{"m.b"});
}

TEST(InvocationReader, RefusesWhatInvokesNothing) {
  EXPECT_EQ(onlyIssueOf(R"({"invoke":"x"})"),
            "wrong-type /invoke: expected an object such as {\"src\": \"name\"} but found a "
            "string at /invoke");
  EXPECT_EQ(onlyIssueOf(R"({"invoke":{"id":"i"}})"),
            "wrong-type /invoke: missing 'src' at /invoke; name what to invoke there");
  EXPECT_EQ(onlyIssueOf(R"({"invoke":{"src":"x","id":1}})"),
            "wrong-type /invoke/id: expected a string but found a number at /invoke/id");
}

TEST(InvocationReader, WarnsOfKeysOfVersion4) {
  EXPECT_EQ(onlyIssueOf(R"({"invoke":{"src":"x","data":1}})"),
            "warning outdated-key /invoke: outdated key 'data' at /invoke; version 5 has 'input' "
            "instead");
}

}  // namespace
}  // namespace statewarden::testing
