#include "chart/config/js_number.hpp"

#include <array>
#include <cmath>

#include <gtest/gtest.h>

namespace statewarden::testing {
namespace {

TEST(JsNumber, ReadsWhatJavaScriptReads) {
  EXPECT_EQ(parseJsNumber("0"), 0.0);
  EXPECT_EQ(parseJsNumber("-12.5"), -12.5);
  EXPECT_EQ(parseJsNumber("+7"), 7.0);
  EXPECT_EQ(parseJsNumber(".5"), 0.5);
  EXPECT_EQ(parseJsNumber("5."), 5.0);
  EXPECT_EQ(parseJsNumber("1e3"), 1000.0);
  EXPECT_EQ(parseJsNumber("1E-2"), 0.01);
  EXPECT_EQ(parseJsNumber("007"), 7.0);
  EXPECT_EQ(parseJsNumber("0x1F"), 31.0);
  EXPECT_EQ(parseJsNumber("0b101"), 5.0);
  EXPECT_EQ(parseJsNumber("0o17"), 15.0);
}

TEST(JsNumber, ReadsInfinityOnlyUnderItsName) {
  EXPECT_EQ(parseJsNumber("Infinity"), HUGE_VAL);
  EXPECT_EQ(parseJsNumber("-Infinity"), -HUGE_VAL);
  EXPECT_EQ(parseJsNumber("1e400"), HUGE_VAL);
  EXPECT_EQ(parseJsNumber("infinity"), std::nullopt);
  EXPECT_EQ(parseJsNumber("inf"), std::nullopt);
}

TEST(JsNumber, RefusesWhatJavaScriptTakesForNaN) {
  constexpr auto kNoNumbers = std::to_array<std::string_view>(
      {"", ".", "-", "e3", "1e", "1e+", "1_000", "5s", "0x", "-0x10", "0b2", "1,5", "NaN", "1 2"});
  for (const std::string_view text : kNoNumbers) {
    EXPECT_EQ(parseJsNumber(text), std::nullopt) << "'" << text << "'";
  }
}

TEST(JsNumber, PrintsWhatJavaScriptPrints) {
  EXPECT_EQ(formatJsNumber(0.0), "0");
  EXPECT_EQ(formatJsNumber(-0.0), "0");
  EXPECT_EQ(formatJsNumber(1000), "1000");
  EXPECT_EQ(formatJsNumber(-3), "-3");
  EXPECT_EQ(formatJsNumber(0.1), "0.1");
  EXPECT_EQ(formatJsNumber(1.5), "1.5");
  EXPECT_EQ(formatJsNumber(0.1 + 0.2), "0.30000000000000004");
  EXPECT_EQ(formatJsNumber(1e-6), "0.000001");
  EXPECT_EQ(formatJsNumber(1e-7), "1e-7");
  EXPECT_EQ(formatJsNumber(1.25e-9), "1.25e-9");
  EXPECT_EQ(formatJsNumber(9007199254740992.0), "9007199254740992");
  EXPECT_EQ(formatJsNumber(123456789012345680000.0), "123456789012345680000");
  EXPECT_EQ(formatJsNumber(NAN), "NaN");
  EXPECT_EQ(formatJsNumber(-HUGE_VAL), "-Infinity");
}

TEST(JsNumber, TakesOnlyCanonicalKeysForArrayIndices) {
  EXPECT_EQ(arrayIndexOf("0"), 0u);
  EXPECT_EQ(arrayIndexOf("42"), 42u);
  EXPECT_EQ(arrayIndexOf("4294967294"), 4294967294u);
  EXPECT_EQ(arrayIndexOf("4294967295"), std::nullopt);
  EXPECT_EQ(arrayIndexOf("99999999999"), std::nullopt);
  EXPECT_EQ(arrayIndexOf("01"), std::nullopt);
  EXPECT_EQ(arrayIndexOf("-1"), std::nullopt);
  EXPECT_EQ(arrayIndexOf("1.0"), std::nullopt);
  EXPECT_EQ(arrayIndexOf(""), std::nullopt);
}

}  // namespace
}  // namespace statewarden::testing
