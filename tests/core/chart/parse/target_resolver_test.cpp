#include "chart/parse/target_resolver.hpp"

#include <gtest/gtest.h>

#include "chart/chart_support.hpp"

namespace statewarden::testing {
namespace {

// The states that targets are resolved against; `S` is where a transition is put.
constexpr std::string_view kStates = R"({"id":"m","initial":"a","states":{
  "a":{"initial":"b","states":{"b":{"initial":"c","states":{"c":{}}},"x":{}}, "on":{"FROM_A":"A"}},
  "x":{"id":"own","initial":"y","states":{"y":{}}},
  "k.l":{"initial":"z","states":{"z":{}},"on":{"FROM_DOTTED":"D"}},
  "k":{"initial":"l","states":{"l":{"id":"inner","initial":"z","states":{"z":{"id":"innermost"}}}}},
  "i":{"id":"dotted.id","initial":"j","states":{"j":{}}},
  "#hash":{}},
  "on":{"FROM_ROOT":"R"}})";

std::string withTarget(std::string_view placeholder, std::string_view target) {
  std::string text(kStates);
  for (const std::string_view name : {"A", "D", "R"}) {
    const std::string quoted = "\"" + std::string(name) + "\"";
    const std::string value = name == placeholder ? "\"" + std::string(target) + "\"" : "{}";
    text.replace(text.find(":" + quoted) + 1, quoted.size(), value);
  }
  return text;
}

std::string resolve(std::string_view placeholder, std::string_view node, std::string_view event,
                    std::string_view target) {
  const auto result = parseChart(withTarget(placeholder, target));
  if (result.chart == nullptr) return "refused";
  const auto ids = targetsOf(*result.chart, node, event);
  return ids.empty() ? "targetless" : ids.front();
}

std::string fromA(std::string_view target) {
  return resolve("A", "m.a", "FROM_A", target);
}
std::string fromRoot(std::string_view target) {
  return resolve("R", "m", "FROM_ROOT", target);
}
std::string fromDotted(std::string_view target) {
  return resolve("D", "m.k.l", "FROM_DOTTED", target);
}

TEST(TargetResolver, ReadsPlainTargetsAsSiblingsAndPathsBelowThem) {
  EXPECT_EQ(fromA("x"), "own");
  EXPECT_EQ(fromA("a"), "m.a");
  EXPECT_EQ(fromA("a.b.c"), "m.a.b.c");
  EXPECT_EQ(fromA("b"), "refused");
  EXPECT_EQ(fromA("a.nope"), "refused");
}

TEST(TargetResolver, ReadsTargetsWithADotAsChildren) {
  EXPECT_EQ(fromA(".b"), "m.a.b");
  EXPECT_EQ(fromA(".b.c"), "m.a.b.c");
  EXPECT_EQ(fromA(".a"), "refused");
}

TEST(TargetResolver, ReadsIdsFromAnywhere) {
  EXPECT_EQ(fromA("#own"), "own");
  EXPECT_EQ(fromA("#own.y"), "m.x.y");
  EXPECT_EQ(fromA("#m"), "m");
  EXPECT_EQ(fromA("#m.a.b"), "m.a.b");
  EXPECT_EQ(fromA("#m.x"), "own");
  EXPECT_EQ(fromA("#nope"), "refused");
  EXPECT_EQ(fromA("#own.nope"), "refused");
}

TEST(TargetResolver, AllowsOnlyIdsAndChildrenFromTheRoot) {
  EXPECT_EQ(fromRoot(".a"), "m.a");
  EXPECT_EQ(fromRoot("#own"), "own");
  EXPECT_EQ(fromRoot("a"), "refused");
}

TEST(TargetResolver, ReadsAnEscapedDotAsPartOfAName) {
  EXPECT_EQ(fromA("k.l"), "inner");
  EXPECT_EQ(fromA(R"(k\\.l)"), "m.k.l");
  EXPECT_EQ(fromA(R"(k\\.l.z)"), "m.k.l.z");
  EXPECT_EQ(fromA(R"(#dotted\\.id)"), "dotted.id");
  EXPECT_EQ(fromA(R"(#dotted\\.id.j)"), "m.i.j");
  EXPECT_EQ(fromA("#dotted.id"), "refused");
}

TEST(TargetResolver, StopsAtAnEmptySegmentAsXStateDoes) {
  EXPECT_EQ(fromA("."), "m.a");
  EXPECT_EQ(fromA("..b"), "m.a");
  EXPECT_EQ(fromA("x."), "own");
  EXPECT_EQ(fromRoot("."), "m");
}

TEST(TargetResolver, FollowsAnIdInTheMiddleOfAPathAsXStateDoes) {
  EXPECT_EQ(fromA("a.#own.y"), "m.x.y");
  EXPECT_EQ(fromA("#hash"), "refused");
  EXPECT_EQ(fromA(R"(\\#own)"), "own");
}

TEST(TargetResolver, ReadsTheSourcesOwnKeyAsAPathAsXStateDoes) {
  EXPECT_EQ(fromDotted(".z"), "innermost");
}

TEST(TargetResolver, TakesAnEmptyTargetForNone) {
  EXPECT_EQ(fromA(""), "targetless");
}

}  // namespace
}  // namespace statewarden::testing
