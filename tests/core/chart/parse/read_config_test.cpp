#include "chart/parse/read_config.hpp"

#include <gtest/gtest.h>

#include "chart/chart_support.hpp"

namespace statewarden::testing {
namespace {

struct MalformedText {
  std::string name;
  std::string text;
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

class MalformedJson : public ::testing::TestWithParam<MalformedText> {};

TEST_P(MalformedJson, IsRefusedWithItsLineAndColumn) {
  const MalformedText& param = GetParam();
  const auto result = parseChart(param.text);
  EXPECT_EQ(result.chart, nullptr);
  ASSERT_EQ(result.issues.size(), 1u);
  const ChartIssue& issue = result.issues.front();
  EXPECT_EQ(issue.code, ChartIssueCode::malformedJson);
  EXPECT_EQ(issue.line, param.line) << issue.message;
  EXPECT_EQ(issue.column, param.column) << issue.message;
  EXPECT_EQ(issue.message.substr(0, 22), "the text is not JSON: ");
}

INSTANTIATE_TEST_SUITE_P(
    ReadConfig, MalformedJson,
    ::testing::Values(MalformedText{"Empty", "", 1, 1},
                      MalformedText{"Unclosed", "{\n  \"a\": 1", 2, 9},
                      MalformedText{"MissingColon", "{\"a\" 1}", 1, 6},
                      MalformedText{"TrailingComma", "{\n\"a\": 1,\n}", 3, 1},
                      MalformedText{"SecondRoot", "{} {}", 1, 4},
                      MalformedText{"Comment", "{ // no\n}", 1, 3},
                      MalformedText{"SingleQuotes", "{'a': 1}", 1, 2},
                      MalformedText{"BareNaN", "{\"a\": NaN}", 1, 7},
                      MalformedText{"ColumnsCountCharacters", "{\"\xC3\xA9\xC3\xA9\" 1}", 1, 7},
                      MalformedText{"InvalidUtf8", "{\"a\": \"\xFF\"}", 1, 8},
                      MalformedText{"LoneHighSurrogate", R"({"a": "\ud800"})", 1, 14},
                      MalformedText{"LoneLowSurrogate", R"({"a": "\udc00"})", 1, 13},
                      MalformedText{"SurrogateAsUtf8", "{\"a\": \"\xED\xA0\x80\"}", 1, 9},
                      MalformedText{"NumberBeyondDouble", R"({"a": 1e999})", 1, 11}),
    [](const auto& test) { return test.param.name; });

TEST(ReadConfig, AcceptsAPairOfSurrogates) {
  EXPECT_EQ(parsed(R"({"description": "\ud83d\ude00"})")->data().texts[0].description,
            "\xF0\x9F\x98\x80");
}

TEST(ReadConfig, RefusesARootThatIsNoObject) {
  EXPECT_EQ(issuesOf("[]").front().code, ChartIssueCode::wrongType);
  EXPECT_EQ(issuesOf("\"x\"").front().code, ChartIssueCode::wrongType);
  EXPECT_EQ(issuesOf("null").front().code, ChartIssueCode::wrongType);
}

TEST(ReadConfig, ReportsADuplicateKeyWhereItAppearsAgain) {
  const auto issues = issuesOf("{\"states\": {\"a\": {},\n \"b\": {}, \"a\": {}}}");
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(issues[0].code, ChartIssueCode::duplicateKey);
  EXPECT_EQ(issues[0].pointer, "/states");
  EXPECT_EQ(issues[0].line, 2u);
  EXPECT_EQ(issues[0].message, "key 'a' appears twice at /states; keep one of them");
}

TEST(ReadConfig, TakesKeysForTheSameWhenOnlyTheirEscapesDiffer) {
  EXPECT_EQ(issuesOf(R"({"a": 1, "\u0061": 2})").front().code, ChartIssueCode::duplicateKey);
}

}  // namespace
}  // namespace statewarden::testing
