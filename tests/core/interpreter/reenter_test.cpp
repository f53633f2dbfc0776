// What `reenter` means (the table of semantics, confirmed with XState).
#include <gtest/gtest.h>

#include "support/machine.hpp"

namespace statewarden::testing {
namespace {

/// A state p with children a (active) and b; every entry and exit is logged.
std::string chartWith(const std::string& source, const std::string& transition) {
  const auto on = [&](const std::string& node) {
    return source == node ? R"("on": {"E": )" + transition + "}, " : std::string();
  };
  const auto leaf = [&](const std::string& key) {
    return "\"" + key + "\": {" + on(key) + R"("entry": "+)" + key + R"(", "exit": "-)" + key +
           "\"}";
  };
  return R"({"id": "m", "initial": "p", "exit": "-root", "entry": "+root", )" + on("root") +
         R"("states": {"p": {"initial": "a", "entry": "+p", "exit": "-p", )" + on("p") +
         R"("states": {)" + leaf("a") + ", " + leaf("b") + "}}}}";
}

struct ReenterCase {
  std::string name;
  std::string source;
  std::string transition;
  Log log;
};

class Reenter : public ::testing::TestWithParam<ReenterCase> {};

TEST_P(Reenter, LeavesAndEntersAsXStateDoes) {
  const ReenterCase& row = GetParam();
  Machine machine(chartWith(row.source, row.transition));
  machine.start();
  // Once without a plan, once with the plan of the first time.
  EXPECT_EQ(machine.send("E"), row.log);
}

INSTANTIATE_TEST_SUITE_P(
    Table, Reenter,
    ::testing::Values(ReenterCase{"SelfFromParent", "p", R"("p")", {"-a", "+a"}},
                      ReenterCase{"SelfFromParentReentering",
                                  "p",
                                  R"({"target": "p", "reenter": true})",
                                  {"-a", "-p", "+p", "+a"}},
                      ReenterCase{"ChildFromParent", "p", R"(".b")", {"-a", "+b"}},
                      ReenterCase{"ChildFromParentReentering",
                                  "p",
                                  R"({"target": ".b", "reenter": true})",
                                  {"-a", "-p", "+p", "+b"}},
                      ReenterCase{"NoTarget", "p", R"({"reenter": true, "actions": "x"})", {"x"}},
                      ReenterCase{"LeafToItself", "a", R"("a")", {}},
                      ReenterCase{"LeafToItselfReentering",
                                  "a",
                                  R"({"target": "a", "reenter": true})",
                                  {"-a", "+a"}},
                      ReenterCase{"RootReentering",
                                  "root",
                                  R"({"target": ".p.b", "reenter": true})",
                                  {"-a", "-p", "-root", "+root", "+p", "+b"}},
                      ReenterCase{"RootWithout", "root", R"(".p.b")", {"-a", "-p", "+p", "+b"}}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace statewarden::testing
