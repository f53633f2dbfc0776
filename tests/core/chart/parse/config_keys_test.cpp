#include "chart/parse/config_keys.hpp"

#include <gtest/gtest.h>

#include "chart/chart_support.hpp"

namespace statewarden::testing {
namespace {

TEST(ConfigKeys, AreAllKnownToTheReader) {
  EXPECT_EQ(onlyIssueOf(R"({"$schema":"s","id":"m","version":"1","types":{},"schemas":{},
    "context":{},"options":{},"order":3,"description":"d","initial":"a","entry":[],"exit":[],
    "on":{},"always":{"guard":"never"},"after":{},"onDone":{},"invoke":[],"tags":[],"meta":{},"output":1,
    "states":{"a":{"id":"A","route":{}},"h":{"type":"history","history":"deep","target":"a"}}})"),
            "valid");
}

TEST(ConfigKeys, AreSuggestedForUnknownOnes) {
  EXPECT_EQ(onlyIssueOf(R"({"initial":"a","states":{"a":{"entyr":"x"}}})"),
            "warning unknown-key /states/a: unknown key 'entyr' at /states/a; did you mean "
            "'entry'?");
}

TEST(ConfigKeys, OfTheRootAreRefusedElsewhere) {
  EXPECT_EQ(onlyIssueOf(R"({"initial":"a","states":{"a":{"version":"1"}}})"),
            "warning unknown-key /states/a: unknown key 'version' at /states/a; it has a meaning "
            "only at the root");
}

TEST(ConfigKeys, OfVersion4AreReportedWithTheirSuccessors) {
  EXPECT_EQ(onlyIssueOf(R"({"onEntry":"x"})"),
            "warning outdated-key : outdated key 'onEntry' at the root; version 5 has 'entry' "
            "instead");
}

}  // namespace
}  // namespace statewarden::testing
