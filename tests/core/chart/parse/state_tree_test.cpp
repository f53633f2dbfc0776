#include "chart/parse/state_tree.hpp"

#include <gtest/gtest.h>

#include "chart/chart_support.hpp"

namespace statewarden::testing {
namespace {

using Ids = std::vector<std::string>;

Ids allIds(const Chart& chart) {
  Ids ids;
  for (const NodeText& text : chart.data().texts) ids.push_back(text.id);
  return ids;
}

TEST(StateTree, ListsNodesInDocumentOrderWithIntegerKeysFirst) {
  const auto chart = parsed(R"({"id":"m","initial":"b","states":{
    "b":{"initial":"c","states":{"c":{}}},"10":{},"2":{},"a":{}}})");
  EXPECT_EQ(allIds(*chart), (Ids{"m", "m.2", "m.10", "m.b", "m.b.c", "m.a"}));
  EXPECT_TRUE(nodeOf(*chart, "m.10").hasIntegerKey);
  EXPECT_FALSE(nodeOf(*chart, "m.a").hasIntegerKey);
}

TEST(StateTree, NestsNodesAsIntervals) {
  const auto chart = parsed(R"({"id":"m","initial":"a","states":{
    "a":{"initial":"b","states":{"b":{}}},"c":{}}})");
  EXPECT_EQ(chart->node(0).end, 4u);
  EXPECT_EQ(nodeOf(*chart, "m.a").end, 3u);
  EXPECT_EQ(nodeOf(*chart, "m.a.b").end, 3u);
  EXPECT_EQ(nodeOf(*chart, "m.a.b").parent, 1u);
  EXPECT_EQ(nodeOf(*chart, "m.a.b").depth, 2u);
}

TEST(StateTree, MakesDefaultIdsFromKeysWhateverIdsLieBetween) {
  const auto chart = parsed(R"({"id":"m","initial":"a","states":{
    "a":{"id":"own","initial":"b","states":{"b":{}}}}})");
  EXPECT_EQ(allIds(*chart), (Ids{"m", "own", "m.a.b"}));
}

TEST(StateTree, NamesAMachineWithoutAnId) {
  EXPECT_EQ(allIds(*parsed(R"({"initial":"a","states":{"a":{"id":""}}})")),
            (Ids{"(machine)", "(machine).a"}));
}

TEST(StateTree, AcceptsEmptyKeysAndKeysWithSpecialCharacters) {
  const auto chart = parsed(R"({"id":"m","initial":"x.y","states":{"":{},"x.y":{},"#k":{}}})");
  EXPECT_EQ(allIds(*chart), (Ids{"m", "m.", "m.x.y", "m.#k"}));
}

TEST(StateTree, RemembersWhichNodesHaveHistory) {
  const auto chart = parsed(R"({"id":"m","initial":"a","states":{
    "a":{"initial":"b","states":{"b":{},"h":{"type":"history"}}}}})");
  EXPECT_TRUE(nodeOf(*chart, "m.a").hasHistoryChild);
  EXPECT_FALSE(chart->node(0).hasHistoryChild);
}

TEST(StateTree, RefusesTwoStatesWithTheSameId) {
  EXPECT_EQ(onlyIssueOf(R"({"initial":"a","states":{"a":{"id":"x"},"b":{"id":"x"}}})"),
            "duplicate-id /states/b/id: id 'x' at /states/b/id; the state at /states/a has it "
            "already; give one of them another 'id'");
}

TEST(StateTree, RefusesAnIdThatIsAnotherStatesDefaultId) {
  EXPECT_EQ(onlyIssueOf(R"({"id":"m","initial":"a","states":{"a":{"id":"m.b"},"b":{}}})"),
            "duplicate-id /states/b: id 'm.b' at /states/b; the state at /states/a has it "
            "already; give one of them another 'id'");
}

TEST(StateTree, RefusesStatesThatAreNoObjects) {
  EXPECT_EQ(onlyIssueOf(R"({"initial":"a","states":{"a":{},"b":"x"}})"),
            "wrong-type /states/b: expected a state object but found a string at /states/b");
  EXPECT_EQ(onlyIssueOf(R"({"states":["a"]})"),
            "wrong-type /states: expected an object of states but found an array at /states");
}

TEST(StateTree, IgnoresStatesThatAreNull) {
  EXPECT_EQ(parsed(R"({"states":null})")->nodeCount(), 1u);
}

}  // namespace
}  // namespace statewarden::testing
