#include "chart/config/config_tree.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "chart/parse/read_config.hpp"

namespace statewarden::testing {
namespace {

class ConfigTreeTest : public ::testing::Test {
 protected:
  ConfigValue read(std::string_view text) {
    IssueCollector issues(text, 10);
    EXPECT_TRUE(readConfig(text, {}, tree_, issues));
    return tree_.root();
  }

  static std::vector<std::string> keysOf(const std::vector<ConfigValue>& values) {
    std::vector<std::string> keys;
    keys.reserve(values.size());
    for (const ConfigValue& value : values) keys.emplace_back(value.key());
    return keys;
  }

 private:
  ConfigTree tree_;
};

TEST_F(ConfigTreeTest, KnowsTheKindAndTextOfEveryValue) {
  const ConfigValue root =
      read(R"({"n":null,"t":true,"f":false,"i":-1.5,"s":"a\"\u00e9","l":[1],"o":{}})");
  EXPECT_TRUE(root.find("n").is(ConfigKind::null));
  EXPECT_TRUE(root.find("t").isTrue());
  EXPECT_FALSE(root.find("f").isTrue());
  EXPECT_EQ(root.find("i").number(), -1.5);
  EXPECT_EQ(root.find("s").text(), "a\"\xC3\xA9");
  EXPECT_EQ(root.find("l").childCount(), 1u);
  EXPECT_EQ(root.find("o").childCount(), 0u);
  EXPECT_TRUE(std::isnan(root.find("s").number()));
}

TEST_F(ConfigTreeTest, FindsNothingUnderAnUnknownKeyOrInOtherKinds) {
  const ConfigValue root = read(R"({"a":{"b":1},"l":["b"]})");
  EXPECT_FALSE(root.find("b").exists());
  EXPECT_FALSE(root.find("l").find("0").exists());
  EXPECT_FALSE(ConfigValue{}.find("a").exists());
  EXPECT_TRUE(ConfigValue{}.children().empty());
}

TEST_F(ConfigTreeTest, KeepsTheTextAsItWasWritten) {
  const ConfigValue root = read("{ \"a\" : [ 1 , {\"b\":\"\\u0041\"} ]  , \"c\":1e2}");
  EXPECT_EQ(root.find("a").source(), "[ 1 , {\"b\":\"\\u0041\"} ]");
  EXPECT_EQ(root.find("c").source(), "1e2");
  EXPECT_EQ(root.find("a").children()[1].find("b").source(), "\"\\u0041\"");
}

TEST_F(ConfigTreeTest, SkipsAByteOrderMark) {
  EXPECT_EQ(read("\xEF\xBB\xBF{\"a\":12}").find("a").source(), "12");
}

TEST_F(ConfigTreeTest, PointsToValuesByRfc6901) {
  const ConfigValue root = read(R"({"a/b":[0,{"~":true}]})");
  EXPECT_EQ(root.pointer(), "");
  EXPECT_EQ(root.find("a/b").children()[1].find("~").pointer(), "/a~1b/1/~0");
}

TEST_F(ConfigTreeTest, ListsMembersAsJavaScriptOrdersThem) {
  const ConfigValue root = read(R"({"b":0,"10":0,"01":0,"9":0,"a":0,"4294967295":0,"-1":0})");
  EXPECT_EQ(keysOf(root.members()),
            (std::vector<std::string>{"9", "10", "b", "01", "a", "4294967295", "-1"}));
  EXPECT_EQ(keysOf(root.children()),
            (std::vector<std::string>{"b", "10", "01", "9", "a", "4294967295", "-1"}));
}

TEST_F(ConfigTreeTest, TreatsAnythingButAnArrayAsOneElement) {
  const ConfigValue root = read(R"({"one":"x","many":["x","y"],"none":[]})");
  EXPECT_EQ(root.find("one").oneOrMany().size(), 1u);
  EXPECT_EQ(root.find("many").oneOrMany().size(), 2u);
  EXPECT_TRUE(root.find("none").oneOrMany().empty());
  EXPECT_TRUE(root.find("absent").oneOrMany().empty());
}

}  // namespace
}  // namespace statewarden::testing
