#include "chart/chart_issue.hpp"

#include <set>

#include <gtest/gtest.h>

namespace statewarden::testing {
namespace {

TEST(ChartIssue, HasANameOfItsOwnForEveryCode) {
  std::set<std::string_view> names;
  const int count = static_cast<int>(ChartIssueCode::outdatedKey) + 1;
  for (int code = 0; code < count; ++code) {
    names.insert(chartIssueName(static_cast<ChartIssueCode>(code)));
  }
  EXPECT_EQ(names.size(), static_cast<std::size_t>(count));
  EXPECT_EQ(names.count("unknown"), 0u);
}

}  // namespace
}  // namespace statewarden::testing
