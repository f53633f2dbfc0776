#include "chart/parse/target_reader.hpp"

#include <gtest/gtest.h>

#include "chart/chart_support.hpp"

namespace statewarden::testing {
namespace {

using Ids = std::vector<std::string>;

std::string chartWith(std::string_view target) {
  return R"({"id":"m","initial":"a","states":{
    "a":{"on":{"E":{"target":)" +
         std::string(target) + R"(}}},
    "p":{"type":"parallel","states":{
      "q":{"initial":"q1","states":{"q1":{},"q2":{},"h":{"type":"history"}}},
      "r":{"initial":"r1","states":{"r1":{},"r2":{}}}}}}})";
}

Ids targets(std::string_view target) {
  return targetsOf(*parsed(chartWith(target)), "m.a", "E");
}

std::string issue(std::string_view target) {
  return onlyIssueOf(chartWith(target));
}

TEST(TargetReader, ReadsOneOrSeveralTargets) {
  EXPECT_EQ(targets(R"("p")"), (Ids{"m.p"}));
  EXPECT_EQ(targets(R"(["p"])"), (Ids{"m.p"}));
  EXPECT_EQ(targets(R"(["p.r.r2","p.q.q2"])"), (Ids{"m.p.r.r2", "m.p.q.q2"}));
  EXPECT_EQ(targets("[]"), Ids{});
  EXPECT_EQ(targets(R"("")"), Ids{});
}

TEST(TargetReader, ReadsAnEmptyTextInAnArrayAsTheParentAsXStateDoes) {
  EXPECT_EQ(targets(R"([""])"), (Ids{"m"}));
}

TEST(TargetReader, ReadsNumbersAsPlacesInDocumentOrder) {
  EXPECT_EQ(targets("0"), (Ids{"m"}));
  EXPECT_EQ(targets("[4, 9]"), (Ids{"m.p.q.q1", "m.p.r.r2"}));
}

TEST(TargetReader, RefusesNumbersThatAreNoPlace) {
  const std::string advice = "; a number is a state's place in document order, below 10";
  const std::string place = " at /states/a/on/E/target";
  const std::string start = "unknown-target /states/a/on/E/target: unknown target ";
  EXPECT_EQ(issue("10"), start + "'10'" + place + advice);
  EXPECT_EQ(issue("-1"), start + "'-1'" + place + advice);
  EXPECT_EQ(issue("1.5"), start + "'1.5'" + place + advice);
  EXPECT_EQ(issue("1e300"), start + "'1e300'" + place + advice);
}

TEST(TargetReader, RefusesTargetsThatCannotBeActiveTogether) {
  EXPECT_EQ(issue(R"(["p.q.q1","p.r.r1","p.q.q2"])"),
            "ambiguous-target /states/a/on/E/target: targets 'm.p.q.q1' and 'm.p.q.q2' cannot be "
            "active together at /states/a/on/E/target; several targets must lie in different "
            "regions of a parallel state");
  EXPECT_EQ(issue(R"(["a","p"])").substr(0, 16), "ambiguous-target");
  EXPECT_EQ(issue(R"(["p.q.q1","p.q.h"])").substr(0, 16), "ambiguous-target");
}

TEST(TargetReader, AllowsATargetTwiceAndTogetherWithItsAncestor) {
  EXPECT_EQ(issue(R"(["p","p"])"), "valid");
  EXPECT_EQ(issue(R"(["p","p.q.q1","p.q"])"), "valid");
  EXPECT_EQ(issue(R"(["p.q.h","p.r"])"), "valid");
}

TEST(TargetReader, RefusesTargetsOfOtherTypes) {
  EXPECT_EQ(issue("null"),
            "wrong-type /states/a/on/E/target: expected a string but found null at "
            "/states/a/on/E/target");
  EXPECT_EQ(issue(R"(["p",{}])"),
            "wrong-type /states/a/on/E/target/1: expected a string but found an object at "
            "/states/a/on/E/target/1");
}

}  // namespace
}  // namespace statewarden::testing
