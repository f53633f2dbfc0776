#include "chart/descriptor.hpp"

#include <gtest/gtest.h>

namespace statewarden::testing {
namespace {

TEST(Descriptor, MatchesByPrefixWhenItEndsInAWildcard) {
  EXPECT_TRUE(makeDescriptor("*").isWildcard);
  EXPECT_TRUE(makeDescriptor("a.b.*").isWildcard);
  EXPECT_EQ(makeDescriptor("a.b.*").prefix, "a.b");
  EXPECT_FALSE(makeDescriptor("a.b").isWildcard);
}

TEST(Descriptor, IsAnOrdinaryNameWhenAnotherTokenIsAWildcard) {
  EXPECT_FALSE(makeDescriptor("a.*.b").isWildcard);
  EXPECT_FALSE(makeDescriptor("a.*.b.*").isWildcard);
  EXPECT_FALSE(makeDescriptor("*.b").isWildcard);
}

TEST(Descriptor, KnowsWhereAnAsteriskHasNoMeaning) {
  EXPECT_TRUE(hasMisplacedWildcard("a*"));
  EXPECT_TRUE(hasMisplacedWildcard("a.*.b"));
  EXPECT_TRUE(hasMisplacedWildcard("*.*"));
  EXPECT_FALSE(hasMisplacedWildcard("*"));
  EXPECT_FALSE(hasMisplacedWildcard("a.*"));
  EXPECT_FALSE(hasMisplacedWildcard("a"));
}

}  // namespace
}  // namespace statewarden::testing
