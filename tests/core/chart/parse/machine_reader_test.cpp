#include "chart/parse/machine_reader.hpp"

#include <gtest/gtest.h>

#include "chart/chart_support.hpp"

namespace statewarden::testing {
namespace {

std::uint32_t maxIterations(std::string_view value) {
  return parsed(R"({"options":{"maxIterations":)" + std::string(value) + "}}")
      ->data()
      .maxIterations;
}

TEST(MachineReader, KeepsVersionAndContextAsWritten) {
  const auto chart = parsed(R"({"version":"2.0","context":{ "a" : [1] }})");
  EXPECT_EQ(chart->data().version, "2.0");
  EXPECT_EQ(chart->data().context, R"({ "a" : [1] })");
}

TEST(MachineReader, LimitsMicrostepsEvenWhenNoLimitIsGiven) {
  EXPECT_EQ(parsed("{}")->data().maxIterations, 10'000u);
  EXPECT_EQ(parsed(R"({"options":{}})")->data().maxIterations, 10'000u);
  EXPECT_EQ(maxIterations("null"), 10'000u);
}

TEST(MachineReader, TakesTheLimitFromTheOptions) {
  EXPECT_EQ(maxIterations("5"), 5u);
  EXPECT_EQ(maxIterations("0"), 0u);
  EXPECT_EQ(maxIterations("2.9"), 2u);
  EXPECT_EQ(maxIterations("1e300"), 4294967295u);
}

TEST(MachineReader, RefusesOtherOptionsAndVersions) {
  EXPECT_EQ(onlyIssueOf(R"({"options":{"maxIterations":-1}})").substr(0, 34),
            "wrong-type /options/maxIterations:");
  EXPECT_EQ(onlyIssueOf(R"({"options":{"maxIterations":"9"}})").substr(0, 34),
            "wrong-type /options/maxIterations:");
  EXPECT_EQ(onlyIssueOf(R"({"options":[]})"),
            "wrong-type /options: expected an object but found an array at /options");
  EXPECT_EQ(onlyIssueOf(R"({"version":5})"),
            "wrong-type /version: expected a string but found a number at /version");
  EXPECT_EQ(onlyIssueOf(R"({"options":{"maxIteration":5}})"),
            "warning unknown-key /options: unknown key 'maxIteration' at /options; did you mean "
            "'maxIterations'?");
}

}  // namespace
}  // namespace statewarden::testing
