#include "chart/chart.hpp"

#include <gtest/gtest.h>

#include "chart/chart_support.hpp"

namespace statewarden::testing {
namespace {

using Texts = std::vector<std::string>;

Texts matching(const Chart& chart, std::string_view eventType) {
  Texts result;
  for (const DescriptorIndex index : chart.matchingDescriptors(eventType)) {
    result.push_back(chart.data().descriptors[index].text);
  }
  return result;
}

class ChartTest : public ::testing::Test {
 protected:
  std::shared_ptr<const Chart> chart_ = parsed(R"({
    "id": "m", "initial": "a",
    "states": {"a": {"initial": "b", "states": {"b": {}, "c": {"type": "final"}}}, "d": {}},
    "on": {"*": {}, "x.*": {}, "x.y.*": {}, "x.y": {}, "x.y.z": {}, "x.*.z": {}, ".*": {}}
  })");
};

TEST_F(ChartTest, CountsOnlyNodesStrictlyBelowAsDescendants) {
  const NodeIndex a = chart_->findById("m.a");
  const NodeIndex c = chart_->findById("m.a.c");
  const NodeIndex d = chart_->findById("m.d");
  EXPECT_TRUE(chart_->isDescendant(c, a));
  EXPECT_TRUE(chart_->isDescendant(a, 0));
  EXPECT_FALSE(chart_->isDescendant(a, a));
  EXPECT_FALSE(chart_->isDescendant(a, c));
  EXPECT_FALSE(chart_->isDescendant(d, a));
}

TEST_F(ChartTest, FindsNodesByIdAndChildrenByKey) {
  const NodeIndex a = chart_->findById("m.a");
  EXPECT_EQ(chart_->findChild(0, "a"), a);
  EXPECT_EQ(chart_->findChild(a, "b"), chart_->findById("m.a.b"));
  EXPECT_EQ(chart_->findChild(0, "b"), kNone);
  EXPECT_EQ(chart_->findById("a"), kNone);
}

TEST_F(ChartTest, TakesFinalNodesForAtomicOnes) {
  EXPECT_TRUE(chart_->isAtomic(chart_->findById("m.a.b")));
  EXPECT_TRUE(chart_->isAtomic(chart_->findById("m.a.c")));
  EXPECT_FALSE(chart_->isAtomic(chart_->findById("m.a")));
}

TEST_F(ChartTest, MatchesTheExactDescriptorFirstAndThenWildcardsLongestFirst) {
  EXPECT_EQ(matching(*chart_, "x.y"), (Texts{"x.y", "x.y.*", "x.*", "*"}));
  EXPECT_EQ(matching(*chart_, "x.y.z"), (Texts{"x.y.z", "x.y.*", "x.*", "*"}));
  EXPECT_EQ(matching(*chart_, "x"), (Texts{"x.*", "*"}));
  EXPECT_EQ(matching(*chart_, "xx"), (Texts{"*"}));
}

TEST_F(ChartTest, MatchesAnInfixWildcardOnlyAsAName) {
  EXPECT_EQ(matching(*chart_, "x.q.z"), (Texts{"x.*", "*"}));
  EXPECT_EQ(matching(*chart_, "x.*.z"), (Texts{"x.*.z", "x.*", "*"}));
}

TEST_F(ChartTest, MatchesAWildcardOnceWhenAnEventIsNamedLikeIt) {
  EXPECT_EQ(matching(*chart_, "x.*"), (Texts{"x.*", "*"}));
  EXPECT_EQ(matching(*chart_, "*"), (Texts{"*"}));
}

TEST_F(ChartTest, MatchesAnEmptyPrefixOnlyBeforeADot) {
  EXPECT_EQ(matching(*chart_, ".q"), (Texts{".*", "*"}));
  EXPECT_EQ(matching(*chart_, "q"), (Texts{"*"}));
}

}  // namespace
}  // namespace statewarden::testing
