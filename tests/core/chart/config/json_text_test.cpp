#include "chart/config/json_text.hpp"

#include <gtest/gtest.h>

namespace statewarden::testing {
namespace {

TEST(JsonText, EscapesWhatAStringLiteralMustNotHold) {
  EXPECT_EQ(jsonString("plain"), R"("plain")");
  EXPECT_EQ(jsonString("a\"b\\c"), R"("a\"b\\c")");
  EXPECT_EQ(jsonString("a\nb\tc\rd"), R"("a\nb\tc\rd")");
  EXPECT_EQ(jsonString(std::string_view("\0\x1F", 2)), R"("\u0000\u001f")");
  EXPECT_EQ(jsonString("\xC3\xA9"), "\"\xC3\xA9\"");
}

TEST(JsonText, EscapesTheTwoSpecialCharactersOfAPointer) {
  std::string pointer;
  appendPointerToken(pointer, "states");
  appendPointerToken(pointer, "a/b~c");
  appendPointerToken(pointer, "");
  EXPECT_EQ(pointer, "/states/a~1b~0c/");
}

}  // namespace
}  // namespace statewarden::testing
