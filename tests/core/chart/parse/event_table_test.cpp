#include "chart/parse/event_table.hpp"

#include <gtest/gtest.h>

namespace statewarden::testing {
namespace {

Transition from(NodeIndex source) {
  Transition transition;
  transition.source = source;
  return transition;
}

std::vector<NodeIndex> sources(const ChartData& data) {
  std::vector<NodeIndex> result;
  for (const Transition& transition : data.transitions) result.push_back(transition.source);
  return result;
}

TEST(EventTable, KeepsTheOrderInWhichDescriptorsFirstCame) {
  EventTable table;
  table.set(7, {from(1)});
  table.set(3, {from(2)});
  table.set(7, {from(3), from(4)});
  ChartData data;
  const IndexRange range = table.writeTo(data);
  ASSERT_EQ(range.size(), 2u);
  EXPECT_EQ(data.descriptorTransitions[0].descriptor, 7u);
  EXPECT_EQ(sources(data), (std::vector<NodeIndex>{3, 4, 2}));
}

TEST(EventTable, AppendsWithoutReplacing) {
  EventTable table;
  table.append(1, {from(1)});
  table.append(1, {from(2)});
  ChartData data;
  EXPECT_EQ(table.writeTo(data).size(), 1u);
  EXPECT_EQ(sources(data), (std::vector<NodeIndex>{1, 2}));
}

TEST(EventTable, LeavesOutDescriptorsWithoutTransitions) {
  EventTable table;
  table.set(1, {});
  table.append(2, {});
  ChartData data;
  EXPECT_TRUE(table.writeTo(data).empty());
}

}  // namespace
}  // namespace statewarden::testing
