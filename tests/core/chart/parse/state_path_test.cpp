#include "chart/parse/state_path.hpp"

#include <gtest/gtest.h>

namespace statewarden::testing {
namespace {

std::vector<std::string> keysIn(std::string_view path) {
  std::vector<std::string> keys;
  for (const PathSegment& segment : splitStatePath(path)) keys.push_back(segment.key);
  return keys;
}

TEST(StatePath, SplitsAtDots) {
  EXPECT_EQ(keysIn("a.b.c"), (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_EQ(keysIn(".a."), (std::vector<std::string>{"", "a", ""}));
  EXPECT_EQ(keysIn(""), (std::vector<std::string>{""}));
}

TEST(StatePath, TakesACharacterAfterABackslashLiterally) {
  EXPECT_EQ(keysIn(R"(a\.b.c)"), (std::vector<std::string>{"a.b", "c"}));
  EXPECT_EQ(keysIn(R"(a\\.b)"), (std::vector<std::string>{"a\\", "b"}));
  EXPECT_EQ(keysIn("a\\"), (std::vector<std::string>{"a\\"}));
}

TEST(StatePath, EscapesAKeySoThatItStaysOneSegment) {
  for (const std::string_view key : {"plain", "a.b", "a\\", "\\.", "..."}) {
    EXPECT_EQ(keysIn(escapeSegment(key)), std::vector<std::string>{std::string(key)});
  }
}

}  // namespace
}  // namespace statewarden::testing
