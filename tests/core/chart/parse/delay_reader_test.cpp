#include "chart/parse/delay_reader.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "chart/chart_support.hpp"

namespace statewarden::testing {
namespace {

using Texts = std::vector<std::string>;

std::string chartWith(std::string_view after) {
  return R"({"id":"m","initial":"a","states":{"a":{"after":)" + std::string(after) +
         R"(},"b":{},"c":{}}})";
}

Texts delays(std::string_view after) {
  const auto chart = parsed(chartWith(after));
  Texts result;
  for (const Delay& delay : chart->data().delays) {
    result.push_back(chart->data().descriptors[delay.descriptor].text);
  }
  return result;
}

double milliseconds(std::string_view key) {
  return parsed(chartWith("{\"" + std::string(key) + "\":\"b\"}"))->data().delays[0].milliseconds;
}

TEST(DelayReader, ListsDelaysInJavaScriptKeyOrder) {
  EXPECT_EQ(delays(R"({"slow":"b","20":"b","3":"b","1.5":"b"})"),
            (Texts{"xstate.after.3.m.a", "xstate.after.20.m.a", "xstate.after.slow.m.a",
                   "xstate.after.1.5.m.a"}));
}

TEST(DelayReader, ReadsKeysAsJavaScriptReadsNumbers) {
  EXPECT_EQ(milliseconds("1000"), 1000.0);
  EXPECT_EQ(milliseconds("1e3"), 1000.0);
  EXPECT_EQ(milliseconds("0x10"), 16.0);
  EXPECT_EQ(milliseconds(" 5\\n"), 5.0);
  EXPECT_EQ(milliseconds(".5"), 0.5);
  EXPECT_EQ(milliseconds(""), 0.0);
  EXPECT_EQ(milliseconds("9007199254740992"), 9007199254740992.0);
  EXPECT_FALSE(std::signbit(milliseconds("-0")));
}

TEST(DelayReader, NamesTheEventAfterTheNumberNotTheKey) {
  EXPECT_EQ(delays(R"({"1e3":"b"})"), Texts{"xstate.after.1000.m.a"});
  EXPECT_EQ(delays(R"({"-0":"b"})"), Texts{"xstate.after.0.m.a"});
}

TEST(DelayReader, JoinsTheTransitionsOfEqualDelays) {
  const auto chart = parsed(chartWith(R"({"1000":"b","1e3":"c"})"));
  EXPECT_EQ(chart->data().delays.size(), 2u);
  EXPECT_EQ(transitionsOf(*chart, "m.a", "xstate.after.1000.m.a").size(), 2u);
}

TEST(DelayReader, MakesNamedDelaysSlots) {
  const auto chart = parsed(chartWith(R"({"timeout":"b"})"));
  const Delay& delay = chart->data().delays[0];
  ASSERT_NE(delay.slot, kNone);
  const Slot& slot = chart->data().slots[delay.slot];
  EXPECT_EQ(slot.kind, SlotKind::delay);
  EXPECT_EQ(slot.name, "timeout");
  EXPECT_EQ(slot.definition, "\"timeout\"");
  EXPECT_EQ(slot.pointer, "/states/a/after/timeout");
}

TEST(DelayReader, StartsATimerEvenWithoutATransition) {
  const auto chart = parsed(chartWith(R"({"10":[]})"));
  EXPECT_EQ(chart->data().delays.size(), 1u);
  EXPECT_TRUE(descriptorsOf(*chart, "m.a").empty());
}

TEST(DelayReader, PutsItsTransitionsAfterThoseForTheSameEventInOn) {
  const auto chart = parsed(R"({"id":"m","initial":"a","states":{"a":{
    "on":{"xstate.after.10.m.a":"b"},"after":{"10":"c"}},"b":{},"c":{}}})");
  const auto transitions = transitionsOf(*chart, "m.a", "xstate.after.10.m.a");
  ASSERT_EQ(transitions.size(), 2u);
  EXPECT_EQ(targetsOf(*chart, transitions[1]), Texts{"m.c"});
}

class InvalidDelay : public ::testing::TestWithParam<const char*> {};

TEST_P(InvalidDelay, IsRefused) {
  const std::string key = GetParam();
  const std::string place = "/states/a/after/" + key;
  std::string message = "invalid delay '";
  message += key + "' at " + place + "; use milliseconds from 0 to 2^53, or a name";
  EXPECT_EQ(onlyIssueOf(chartWith("{\"" + key + "\":\"b\"}")),
            "invalid-delay " + place + ": " + message);
}

INSTANTIATE_TEST_SUITE_P(DelayReader, InvalidDelay,
                         ::testing::Values("NaN", "-1", "-0.5", "Infinity", "-Infinity", "1e999",
                                           "9007199254740994", "1e20"));

TEST(DelayReader, RefusesTheListOfVersion4) {
  EXPECT_EQ(onlyIssueOf(chartWith(R"([{"delay":10,"target":"b"}])")),
            "wrong-type /states/a/after: expected an object such as {\"1000\": \"target\"} but "
            "found an array at /states/a/after");
}

}  // namespace
}  // namespace statewarden::testing
