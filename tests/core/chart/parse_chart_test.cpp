// Texts that no parser should have to see: each is refused with a named error, or read in full.
#include "chart/parse_chart.hpp"

#include <gtest/gtest.h>

#include "chart/chart_support.hpp"

namespace statewarden::testing {
namespace {

std::string nested(std::size_t levels) {
  std::string text;
  for (std::size_t i = 0; i < levels; ++i) text += R"({"initial":"a","states":{"a":)";
  text += "{}";
  for (std::size_t i = 0; i < levels; ++i) text += "}}";
  return text;
}

ChartIssueCode firstCodeOf(const ParsedChart& result) {
  EXPECT_EQ(result.chart, nullptr);
  EXPECT_FALSE(result.issues.empty());
  return result.issues.empty() ? ChartIssueCode::outdatedKey : result.issues.front().code;
}

TEST(ParseChart, RefusesNestingTenThousandDeep) {
  EXPECT_EQ(firstCodeOf(parseChart(nested(10'000))), ChartIssueCode::tooDeep);
  EXPECT_EQ(firstCodeOf(parseChart(std::string(100'000, '['))), ChartIssueCode::wrongType);
  EXPECT_EQ(firstCodeOf(parseChart(R"({"meta":)" + std::string(100'000, '['))),
            ChartIssueCode::tooDeep);
}

TEST(ParseChart, ReadsAsManyLevelsAsAreAllowed) {
  const auto result = parseChart(nested(255));
  ASSERT_NE(result.chart, nullptr);
  EXPECT_EQ(result.chart->nodeCount(), 256u);
  EXPECT_EQ(result.chart->node(255).depth, 255u);
  EXPECT_EQ(result.chart->node(0).end, 256u);
}

TEST(ParseChart, ReadsTenThousandLevelsWhenTheCallerAllowsThem) {
  ChartLimits limits;
  limits.maxDepth = 20'001;
  const auto result = parseChart(nested(10'000), limits);
  ASSERT_NE(result.chart, nullptr);
  EXPECT_EQ(result.chart->nodeCount(), 10'001u);
}

TEST(ParseChart, ReadsAHundredThousandStates) {
  constexpr std::uint32_t kStates = 100'000;
  std::string text = R"({"initial":"s0","states":{)";
  for (std::uint32_t i = 0; i < kStates; ++i) {
    if (i > 0) text += ',';
    const std::string next = std::to_string((i + 1) % kStates);
    text += "\"s" + std::to_string(i) + R"(":{"on":{"NEXT":"s)" + next + "\"}}";
  }
  const auto chart = parsed(text + "}}");
  ASSERT_EQ(chart->nodeCount(), kStates + 1);
  EXPECT_EQ(targetsOf(*chart, "(machine).s99999", "NEXT"),
            std::vector<std::string>{"(machine).s0"});
}

TEST(ParseChart, RefusesMoreStatesBytesAndValuesThanAllowed) {
  const std::string_view text = R"({"initial":"a","states":{"a":{},"b":{},"c":{}}})";
  ChartLimits fewStates;
  fewStates.maxStates = 3;
  EXPECT_EQ(firstCodeOf(parseChart(text, fewStates)), ChartIssueCode::tooLarge);
  ChartLimits fewBytes;
  fewBytes.maxBytes = 20;
  EXPECT_EQ(firstCodeOf(parseChart(text, fewBytes)), ChartIssueCode::tooLarge);
  ChartLimits fewValues;
  fewValues.maxValues = 5;
  EXPECT_EQ(firstCodeOf(parseChart(text, fewValues)), ChartIssueCode::tooLarge);
  fewStates.maxStates = 4;
  EXPECT_NE(parseChart(text, fewStates).chart, nullptr);
}

TEST(ParseChart, RefusesIdsThatGrowFarBeyondTheText) {
  const std::string longKey(1000, 'k');
  std::string text = R"({"initial":")" + longKey + R"(","states":{")" + longKey +
                     R"(":{"type":"parallel","states":{)";
  for (int i = 0; i < 100; ++i) text += (i > 0 ? ",\"r" : "\"r") + std::to_string(i) + "\":{}";
  text += "}}}}";
  ChartLimits limits;
  limits.maxBytes = 50'000;
  ASSERT_LT(text.size(), limits.maxBytes);
  const auto result = parseChart(text, limits);
  EXPECT_EQ(firstCodeOf(result), ChartIssueCode::tooLarge);
  EXPECT_EQ(result.issues.size(), 1u);
}

TEST(ParseChart, ReadsEventTypesAndStatesNamedLikeJavaScriptInternals) {
  const auto chart = parsed(R"({"id":"m","initial":"__proto__","states":{
    "__proto__":{"on":{"__proto__":"constructor","constructor":"#m.__proto__"}},
    "constructor":{}}})");
  EXPECT_EQ(targetsOf(*chart, "m.__proto__", "__proto__"),
            std::vector<std::string>{"m.constructor"});
  EXPECT_EQ(targetsOf(*chart, "m.__proto__", "constructor"),
            std::vector<std::string>{"m.__proto__"});
}

TEST(ParseChart, DoesNotTakeInheritedPropertiesForStates) {
  EXPECT_EQ(onlyIssueOf(R"({"initial":"a","states":{"a":{"on":{"E":"toString"}}}})").substr(0, 14),
            "unknown-target");
}

TEST(ParseChart, ReportsErrorsBeforeWarningsEachInTextOrder) {
  const auto issues = issuesOf(R"({"bogus":1,"initial":"a","states":{
    "a":{"on":{"E":"x","F":"y"},"other":2}}})");
  ASSERT_EQ(issues.size(), 4u);
  EXPECT_EQ(issues[0].pointer, "/states/a/on/E");
  EXPECT_EQ(issues[1].pointer, "/states/a/on/F");
  EXPECT_TRUE(issues[2].isWarning);
  EXPECT_EQ(issues[2].pointer, "");
  EXPECT_EQ(issues[3].pointer, "/states/a");
}

TEST(ParseChart, StillGivesAChartWhenThereAreOnlyWarnings) {
  const auto result = parseChart(R"({"bogus":1})");
  EXPECT_NE(result.chart, nullptr);
  EXPECT_EQ(result.issues.size(), 1u);
}

TEST(ParseChart, RefusesAChartEvenWhenItMayReportNoIssue) {
  ChartLimits silent;
  silent.maxIssues = 0;
  const auto result = parseChart(R"({"initial":"a","states":{"a":{"on":{"E":"x"}}}})", silent);
  EXPECT_EQ(result.chart, nullptr);
  EXPECT_TRUE(result.issues.empty());
}

TEST(ParseChart, ReportsOnlyTheFirstOfManyErrors) {
  std::string text = R"({"on":{)";
  for (int i = 0; i < 1000; ++i) text += (i > 0 ? ",\"E" : "\"E") + std::to_string(i) + "\":\"x\"";
  const auto result = parseChart(text + "}}");
  EXPECT_EQ(result.chart, nullptr);
  EXPECT_EQ(result.issues.size(), ChartLimits{}.maxIssues);
}

}  // namespace
}  // namespace statewarden::testing
