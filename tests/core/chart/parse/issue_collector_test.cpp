#include "chart/parse/issue_collector.hpp"

#include <gtest/gtest.h>

#include "chart/chart_support.hpp"

namespace statewarden::testing {
namespace {

TEST(IssueCollector, GivesLinesAndColumnsFromOne) {
  const auto issues = issuesOf("{\n  \"initial\": \"a\",\n  \"states\": {\"a\": {\"on\": 5}}\n}");
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(issues[0].line, 3u);
  EXPECT_EQ(issues[0].column, 26u);
}

TEST(IssueCollector, CountsCharactersNotBytes) {
  const auto issues = issuesOf("{\"meta\": \"\xC3\xA9\xE2\x82\xAC\", \"on\": 5}");
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(issues[0].column, 22u);
}

TEST(IssueCollector, SaysWhereTheRootIs) {
  EXPECT_EQ(onlyIssueOf(R"({"bogus":1})"),
            "warning unknown-key : unknown key 'bogus' at the root; it has no effect, keep other "
            "data in 'meta' or 'params'");
}

TEST(IssueCollector, ShortensLongNamesAndPlacesInMessages) {
  const std::string key(5000, 'k');
  const auto issues = issuesOf(R"({"on":{")" + key + R"(":"#)" + key + "\"}}");
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(issues[0].pointer, "/on/" + key);
  EXPECT_LT(issues[0].message.size(), 500u);
}

TEST(IssueCollector, NeverCutsACharacterInTwo) {
  EXPECT_EQ(quoteName(std::string(79, 'a') + "\xC3\xA9"), "'" + std::string(79, 'a') + "...'");
}

TEST(IssueCollector, StopsReportingWhenPointersGrowHuge) {
  const std::string key(600'000, 'k');
  const auto issues = issuesOf(R"({"on":{")" + key + R"(":[1.5,1.5,1.5,1.5,1.5,1.5]}})");
  EXPECT_EQ(issues.size(), 2u);
}

}  // namespace
}  // namespace statewarden::testing
