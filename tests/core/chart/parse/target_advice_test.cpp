#include "chart/parse/target_advice.hpp"

#include <gtest/gtest.h>

#include "chart/chart_support.hpp"

namespace statewarden::testing {
namespace {

struct Advice {
  std::string name;
  std::string target;
  std::string message;
};

class UnknownTarget : public ::testing::TestWithParam<Advice> {};

TEST_P(UnknownTarget, IsReportedWithWhatWasMeant) {
  const auto issues = issuesOf(R"({"id":"m","initial":"idle","states":{
    "idle":{"initial":"cold","states":{"cold":{},"warm":{}},"on":{"START":")" +
                               GetParam().target + R"("}},
    "active":{"initial":"one","states":{"one":{},"two":{"initial":"deep","states":{"deep":{}}}}},
    "other":{"id":"own","initial":"one","states":{"one":{}}},
    "v1":{"id":"v1.0"}}})");
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(issues[0].pointer, "/states/idle/on/START");
  EXPECT_EQ(issues[0].message, GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    TargetAdvice, UnknownTarget,
    ::testing::Values(
        Advice{"Sibling", "actve",
               "unknown target 'actve' at /states/idle/on/START; did you mean 'active'?"},
        Advice{"Child", ".wram",
               "unknown target '.wram' at /states/idle/on/START; did you mean '.warm'?"},
        Advice{"ChildWithoutItsDot", "warm",
               "unknown target 'warm' at /states/idle/on/START; did you mean '#m.idle.warm'?"},
        Advice{"PathBelowASibling", "active.tow",
               "unknown target 'active.tow' at /states/idle/on/START; did you mean 'active.two'?"},
        Advice{
            "StateElsewhere", "deep",
            "unknown target 'deep' at /states/idle/on/START; did you mean '#m.active.two.deep'?"},
        Advice{"Id", "#onw",
               "unknown target '#onw' at /states/idle/on/START; did you mean '#own'?"},
        Advice{"KeyUsedAsId", "#active",
               "unknown target '#active' at /states/idle/on/START; did you mean '#m.active'?"},
        Advice{"IdWithADot", "#v1",
               "unknown target '#v1' at /states/idle/on/START; did you mean '#v1\\.0'?"},
        Advice{"IdWithAnUnescapedDot", "#v1.0",
               "unknown target '#v1.0' at /states/idle/on/START; did you mean '#v1\\.0'?"},
        Advice{"NothingNear", "zzzzzzz",
               "unknown target 'zzzzzzz' at /states/idle/on/START; name a sibling, a child as "
               "'.child', or any state as '#id'"},
        Advice{"SeveralNamesakes", "one",
               "target 'one' is no state next to this one at /states/idle/on/START; several "
               "states elsewhere have that key, name one by its id, such as '#m.active.one' or "
               "'#m.other.one'"}),
    [](const auto& test) { return test.param.name; });

TEST(TargetAdvice, TellsAmbiguousNamesFromUnknownOnes) {
  const auto code = [](std::string_view target) {
    return issuesOf(R"({"initial":"a","states":{"a":{"on":{"E":")" + std::string(target) + R"("}},
      "b":{"initial":"x","states":{"x":{},"y":{}}},"c":{"initial":"x","states":{"x":{}}}}})")
        .front()
        .code;
  };
  EXPECT_EQ(code("x"), ChartIssueCode::ambiguousTarget);
  EXPECT_EQ(code("y"), ChartIssueCode::unknownTarget);
}

TEST(TargetAdvice, RemindsThatTheRootHasNoSiblings) {
  EXPECT_EQ(onlyIssueOf(R"({"initial":"a","states":{"a":{}},"on":{"E":"a"}})"),
            "unknown-target /on/E: unknown target 'a' at /on/E; did you mean '.a'?");
  EXPECT_EQ(onlyIssueOf(R"({"initial":"idle","states":{"idle":{}},"on":{"E":"idel"}})"),
            "unknown-target /on/E: unknown target 'idel' at /on/E; did you mean '.idle'?");
  EXPECT_EQ(onlyIssueOf(R"({"initial":"a","states":{"a":{}},"on":{"E":"zzz"}})"),
            "unknown-target /on/E: unknown target 'zzz' at /on/E; the root has no siblings, name "
            "a child as '.child' or a state as '#id'");
}

}  // namespace
}  // namespace statewarden::testing
