#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "chart/chart_support.hpp"

namespace statewarden::testing {
namespace {

using Json = nlohmann::json;

Json described(std::string_view json) {
  return Json::parse(describeChart(*parsed(json)));
}

TEST(DescribeChart, NamesTheMachineAndItsLimits) {
  const Json chart = described(
      R"({"id":"m","version":"1.2","context":{"n":[1, null]},"options":{"maxIterations":7}})");
  EXPECT_EQ(chart["id"], "m");
  EXPECT_EQ(chart["version"], "1.2");
  EXPECT_EQ(chart["context"], Json::parse(R"({"n":[1,null]})"));
  EXPECT_EQ(chart["maxIterations"], 7);
  EXPECT_EQ(chart["hasAlways"], false);
}

TEST(DescribeChart, LeavesOutWhatAnEmptyMachineDoesNotHave) {
  const Json chart = described("{}");
  EXPECT_EQ(chart["id"], "(machine)");
  EXPECT_EQ(chart["version"], "");
  EXPECT_TRUE(chart["context"].is_null());
  ASSERT_EQ(chart["nodes"].size(), 1u);
  EXPECT_EQ(chart["nodes"][0], Json::parse(R"j({"key":"(machine)","id":"(machine)",
    "type":"atomic","parent":-1,"tags":[],"initial":-1})j"));
}

TEST(DescribeChart, ListsNodesInDocumentOrder) {
  const Json chart = described(R"({"id":"m","initial":"a","states":{
    "a":{"tags":["t","u"],"meta":{"x":null},"description":"d \"q\""},
    "h":{"type":"history","history":"deep"},"p":{"type":"parallel","states":{"r":{"type":"final"}}}}})");
  EXPECT_EQ(chart["nodes"], Json::parse(R"([
    {"key":"m","id":"m","type":"compound","parent":-1,"tags":[],"initial":0},
    {"key":"a","id":"m.a","type":"atomic","parent":0,"tags":["t","u"],"meta":{"x":null},
     "description":"d \"q\"","initial":-1},
    {"key":"h","id":"m.h","type":"history","parent":0,"tags":[],"history":"deep","initial":-1},
    {"key":"p","id":"m.p","type":"parallel","parent":0,"tags":[],"initial":-1},
    {"key":"r","id":"m.p.r","type":"final","parent":3,"tags":[],"initial":-1}])"));
}

TEST(DescribeChart, GivesEverySlotItsDefinitionAndItsPlace) {
  const Json chart = described(R"({"id":"m","entry":"e","invoke":{"src":{"f":1}},
    "on":{"E":{"guard":{"type":"g","params":[1]}}},"after":{"slow":{}},"output":{"o":true}})");
  EXPECT_EQ(chart["slots"], Json::parse(R"([
    {"kind":"action","node":0,"name":"e","id":"","definition":"e","pointer":"/entry"},
    {"kind":"guard","node":0,"name":"g","id":"","definition":{"type":"g","params":[1]},
     "pointer":"/on/E/guard"},
    {"kind":"invocation","node":0,"name":"xstate.invoke.0.m","id":"0.m",
     "definition":{"src":{"f":1}},"pointer":"/invoke"},
    {"kind":"delay","node":0,"name":"slow","id":"","definition":"slow","pointer":"/after/slow"},
    {"kind":"output","node":0,"name":"","id":"","definition":{"o":true},"pointer":"/output"}])"));
}

TEST(DescribeChart, ListsTransitionsWithTheirDescriptors) {
  const Json chart = described(R"({"id":"m","initial":"a","states":{
    "a":{"on":{"E":{"target":"b","actions":"x","reenter":true}},"always":{"guard":"g"}},"b":{}}})");
  EXPECT_EQ(chart["descriptors"], Json::parse(R"(["xstate.done.state.m","E"])"));
  EXPECT_EQ(chart["transitions"], Json::parse(R"([
    {"source":0,"targets":[1],"guard":-1,"actions":[],"reenter":false,"descriptor":-1},
    {"source":1,"targets":[2],"guard":-1,"actions":[0],"reenter":true,"descriptor":1},
    {"source":1,"targets":[],"guard":1,"actions":[],"reenter":false,"descriptor":-1}])"));
  EXPECT_EQ(chart["hasAlways"], true);
}

TEST(DescribeChart, ListsDelaysAsNumbersOrSlots) {
  const Json chart = described(R"({"id":"m","after":{"1.5":{},"slow":{}}})");
  EXPECT_EQ(chart["delays"], Json::parse(R"([
    {"node":0,"milliseconds":1.5,"slot":-1,"descriptor":0},
    {"node":0,"milliseconds":null,"slot":0,"descriptor":1}])"));
}

}  // namespace
}  // namespace statewarden::testing
