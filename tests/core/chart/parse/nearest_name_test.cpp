#include "chart/parse/nearest_name.hpp"

#include <initializer_list>

#include <gtest/gtest.h>

namespace statewarden::testing {
namespace {

std::string nearest(std::string_view wanted, std::initializer_list<std::string_view> candidates) {
  NearestName name(wanted);
  for (const std::string_view candidate : candidates) name.offer(candidate);
  return std::string(name.best());
}

TEST(NearestName, FindsTheCandidateWithTheFewestEdits) {
  EXPECT_EQ(nearest("actve", {"idle", "active", "inactive"}), "active");
  EXPECT_EQ(nearest("intial", {"initial", "invoke"}), "initial");
}

TEST(NearestName, CountsASwapOfNeighboursOnce) {
  EXPECT_EQ(nearest("sates", {"seats", "staes"}), "staes");
  EXPECT_EQ(nearest("gaurd", {"guard"}), "guard");
}

TEST(NearestName, IgnoresTheCaseOfLetters) {
  EXPECT_EQ(nearest("ONDONE", {"onDone", "output"}), "onDone");
}

TEST(NearestName, KeepsTheFirstOfEquallyGoodCandidates) {
  EXPECT_EQ(nearest("stat1", {"state", "stats"}), "state");
}

TEST(NearestName, SuggestsNothingThatIsTooDifferent) {
  EXPECT_EQ(nearest("abc", {"xyz", "completely-different"}), "");
  EXPECT_EQ(nearest("x", {"y", "1"}), "");
  EXPECT_EQ(nearest("", {"a"}), "");
  EXPECT_EQ(nearest(std::string(65, 'a'), {"a"}), "");
}

TEST(NearestName, AsksWithTheNameInQuotes) {
  NearestName name("actve");
  EXPECT_EQ(name.question(), "");
  name.offer("active");
  EXPECT_EQ(name.question(), "did you mean 'active'?");
}

}  // namespace
}  // namespace statewarden::testing
