// What the host is told about a config.
#include "runtime/load_report.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "runtime/standalone_world.hpp"

namespace statewarden::testing {
namespace {

using Json = nlohmann::ordered_json;

Json reportOf(const std::string& config) {
  StandaloneWorld world;
  return Json::parse(writeLoadReport(world.runtime.load(config)));
}

TEST(LoadReportTest, AValidConfigHasAProgramAndADescription) {
  const Json report = reportOf(kWorker);
  EXPECT_EQ(report["program"], 0);
  EXPECT_EQ(report["issues"], Json::array());
  EXPECT_EQ(report["chart"]["id"], "worker");
  EXPECT_EQ(report["chart"]["nodes"].size(), 4u);
}

TEST(LoadReportTest, AnInvalidConfigHasIssuesAndNoProgram) {
  const Json report = reportOf(R"({
  "id": "m", "initial": "a",
  "states": {"a": {"on": {"GO": "bee"}}, "b": {}}
})");
  EXPECT_EQ(report["program"], -1);
  EXPECT_EQ(report["chart"], nullptr);
  ASSERT_EQ(report["issues"].size(), 1u);
  const Json& issue = report["issues"][0];
  EXPECT_EQ(issue["code"], "unknown-target");
  EXPECT_EQ(issue["isWarning"], false);
  EXPECT_EQ(issue["pointer"], "/states/a/on/GO");
  EXPECT_EQ(issue["line"], 3);
  EXPECT_NE(issue["message"].get<std::string>().find("bee"), std::string::npos);
}

TEST(LoadReportTest, AWarningLeavesTheProgramUsable) {
  const Json report = reportOf(R"({"id": "m", "initial": "a", "states": {"a": {"entri": []}}})");
  EXPECT_EQ(report["program"], 0);
  ASSERT_EQ(report["issues"].size(), 1u);
  EXPECT_EQ(report["issues"][0]["isWarning"], true);
  EXPECT_EQ(report["issues"][0]["code"], "unknown-key");
}

TEST(LoadReportTest, ItIsJsonWhateverBytesTheConfigHas) {
  for (const char* config : {"", "{", "\"\\ud800\"", "{\"a\xff\": 1}", "{\"\xed\xa0\x80\": {}}"}) {
    const Json report = reportOf(config);
    EXPECT_EQ(report["program"], -1) << config;
    EXPECT_FALSE(report["issues"].empty()) << config;
  }
}

}  // namespace
}  // namespace statewarden::testing
