#include "chart/parse/transition_reader.hpp"

#include <gtest/gtest.h>

#include "chart/chart_support.hpp"

namespace statewarden::testing {
namespace {

using Texts = std::vector<std::string>;

std::string chartWith(std::string_view transition) {
  return R"({"id":"m","initial":"a","states":{"a":{"on":{"E":)" + std::string(transition) +
         R"(}},"b":{}}})";
}

std::string issue(std::string_view transition) {
  return onlyIssueOf(chartWith(transition));
}

TEST(TransitionReader, ReadsTargetGuardActionsAndReenter) {
  const auto chart = parsed(chartWith(
      R"({"target":"b","guard":"g","actions":["x",{"type":"y"}],"reenter":true,"meta":1})"));
  const Transition transition = transitionsOf(*chart, "m.a", "E").front();
  EXPECT_EQ(targetsOf(*chart, transition), Texts{"m.b"});
  EXPECT_EQ(chart->data().slots[transition.guard].name, "g");
  EXPECT_EQ(namesOf(*chart, transition.actions), (Texts{"x", "y"}));
  EXPECT_TRUE(transition.reenter);
  EXPECT_EQ(transition.source, chart->findById("m.a"));
}

TEST(TransitionReader, ReadsAStringAsTheTarget) {
  EXPECT_EQ(targetsOf(*parsed(chartWith(R"("b")")), "m.a", "E"), Texts{"m.b"});
}

TEST(TransitionReader, KeepsCandidatesInOrder) {
  const auto chart = parsed(chartWith(R"([{"target":"b","guard":"g"},"a",{}])"));
  const auto transitions = transitionsOf(*chart, "m.a", "E");
  ASSERT_EQ(transitions.size(), 3u);
  EXPECT_EQ(targetsOf(*chart, transitions[0]), Texts{"m.b"});
  EXPECT_EQ(targetsOf(*chart, transitions[1]), Texts{"m.a"});
  EXPECT_TRUE(transitions[2].targets.empty());
}

TEST(TransitionReader, ReadsAForbiddenTransitionAsOneThatDoesNothing) {
  const auto chart = parsed(chartWith("{}"));
  EXPECT_EQ(transitionsOf(*chart, "m.a", "E").size(), 1u);
  EXPECT_TRUE(transitionsOf(*parsed(chartWith("[]")), "m.a", "E").empty());
}

TEST(TransitionReader, IgnoresAFalsyGuardAndANullReenter) {
  EXPECT_EQ(issue(R"({"guard":null,"reenter":null})"), "valid");
  EXPECT_EQ(issue(R"({"guard":"","target":""})"), "valid");
}

TEST(TransitionReader, RefusesWhatIsNoTransition) {
  EXPECT_EQ(issue("null"),
            "wrong-type /states/a/on/E: expected a target or a transition object but found null "
            "at /states/a/on/E; use {} to ignore an event");
  EXPECT_EQ(issue("[[]]"),
            "wrong-type /states/a/on/E/0: expected a target or a transition object but found an "
            "array at /states/a/on/E/0");
  EXPECT_EQ(issue(R"({"reenter":"yes"})"),
            "wrong-type /states/a/on/E/reenter: expected true or false but found a string at "
            "/states/a/on/E/reenter");
}

TEST(TransitionReader, RefusesCondAndWarnsOfOtherKeysOfVersion4) {
  EXPECT_EQ(issue(R"({"cond":"g"})"),
            "outdated-key /states/a/on/E: outdated key 'cond' at /states/a/on/E; version 5 has "
            "'guard' instead");
  EXPECT_EQ(issue(R"({"internal":true})"),
            "warning outdated-key /states/a/on/E: outdated key 'internal' at /states/a/on/E; "
            "version 5 has 'reenter' with the opposite meaning instead");
}

TEST(TransitionReader, WarnsOfUnknownKeysWithTheNearestOne) {
  EXPECT_EQ(issue(R"({"tagret":"b"})"),
            "warning unknown-key /states/a/on/E: unknown key 'tagret' at /states/a/on/E; did you "
            "mean 'target'?");
}

}  // namespace
}  // namespace statewarden::testing
