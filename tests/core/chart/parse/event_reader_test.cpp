#include "chart/parse/event_reader.hpp"

#include <gtest/gtest.h>

#include "chart/chart_support.hpp"

namespace statewarden::testing {
namespace {

using Texts = std::vector<std::string>;

TEST(EventReader, ListsDescriptorsInJavaScriptKeyOrder) {
  const auto chart = parsed(R"({"id":"m","on":{"b":{},"a.*":{},"7":{},"*":{}}})");
  EXPECT_EQ(descriptorsOf(*chart, "m"), (Texts{"7", "b", "a.*", "*"}));
}

TEST(EventReader, ListsOnThenOnDoneThenInvocationsThenDelays) {
  const auto chart = parsed(R"({"id":"m","initial":"a","states":{"a":{}},
    "after":{"5":{}},"invoke":{"src":"s","onError":{},"onDone":{},"onSnapshot":{}},
    "onDone":{},"on":{"E":{}}})");
  EXPECT_EQ(descriptorsOf(*chart, "m"),
            (Texts{"E", "xstate.done.state.m", "xstate.done.actor.0.m", "xstate.error.actor.0.m",
                   "xstate.snapshot.0.m", "xstate.after.5.m"}));
}

TEST(EventReader, LetsOnDoneReplaceTheSameEventInOn) {
  const auto chart = parsed(R"({"id":"m","initial":"a","states":{"a":{},"b":{}},
    "on":{"xstate.done.state.m":".a"},"onDone":".b"})");
  EXPECT_EQ(transitionsOf(*chart, "m", "xstate.done.state.m").size(), 1u);
  EXPECT_EQ(targetsOf(*chart, "m", "xstate.done.state.m"), Texts{"m.b"});
}

TEST(EventReader, KnowsTheDoneEventOfStatesThatCanBeDone) {
  const auto chart = parsed(R"({"id":"m","initial":"a","states":{
    "a":{},"p":{"type":"parallel","states":{"r":{}}}}})");
  const auto doneEvent = [&](std::string_view id) {
    const DescriptorIndex index = nodeOf(*chart, id).doneDescriptor;
    return index == kNone ? "none" : chart->data().descriptors[index].text;
  };
  EXPECT_EQ(doneEvent("m"), "xstate.done.state.m");
  EXPECT_EQ(doneEvent("m.p"), "xstate.done.state.m.p");
  EXPECT_EQ(doneEvent("m.a"), "none");
}

TEST(EventReader, ReadsEventlessTransitionsInOrder) {
  const auto chart = parsed(R"({"id":"m","initial":"a","states":{
    "a":{"always":[{"guard":"g","target":"b"},"b"]},"b":{"always":null}}})");
  EXPECT_EQ(nodeOf(*chart, "m.a").always.size(), 2u);
  EXPECT_TRUE(nodeOf(*chart, "m.b").always.empty());
  EXPECT_TRUE(chart->data().hasAlways);
  EXPECT_FALSE(parsed("{}")->data().hasAlways);
}

TEST(EventReader, RefusesTheEmptyDescriptor) {
  EXPECT_EQ(onlyIssueOf(R"({"on":{"":{}}})"),
            "invalid-descriptor /on/: empty event descriptor at /on/; use 'always' for "
            "transitions without an event");
}

TEST(EventReader, WarnsOfDescriptorsThatCanNeverMatch) {
  EXPECT_EQ(onlyIssueOf(R"({"on":{"a.*.b":{}}})"),
            "warning invalid-descriptor /on/a.*.b: '*' has no meaning in 'a.*.b' at /on/a.*.b; "
            "only '*' alone or a last '.*' matches other events");
  EXPECT_EQ(onlyIssueOf(R"({"on":{"xstate.init":{}}})"),
            "warning invalid-descriptor /on/xstate.init: no transition is ever taken for "
            "'xstate.init' at /on/xstate.init; use 'entry' or 'exit'");
}

TEST(EventReader, IgnoresFalsyPlaces) {
  EXPECT_EQ(onlyIssueOf(R"({"on":null,"after":null,"always":false,"onDone":null})"), "valid");
}

TEST(EventReader, RefusesOnThatIsNoObject) {
  EXPECT_EQ(onlyIssueOf(R"({"on":["E"]})"),
            "wrong-type /on: expected an object of event descriptors but found an array at /on");
}

}  // namespace
}  // namespace statewarden::testing
