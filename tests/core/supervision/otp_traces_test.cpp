// What real OTP did in random scripts, held against this supervision.
#include <gtest/gtest.h>

#include "supervision/otp_world.hpp"

namespace statewarden {
namespace {

struct Replay {
  std::size_t steps = 0;
  /// Empty when everything went as in OTP.
  std::string difference;
};

Replay replay(const OtpScript& script) {
  OtpWorld world(script.tree);
  Replay replay;
  for (std::size_t i = 0; i < script.trace.size(); ++i) {
    const std::string result = i == 0 ? "ok" : world.step(script.steps[i - 1]);
    const OtpSight& expected = script.trace[i];
    const OtpSight seen{.result = result, .log = world.takeLog(), .tree = world.show()};
    if (world.hasLeftOtp()) return replay;
    ++replay.steps;
    if (seen.result == expected.result && seen.log == expected.log && seen.tree == expected.tree) {
      continue;
    }
    const std::string name = i == 0 ? "start" : script.steps[i - 1].name;
    replay.difference = "seed " + std::to_string(script.seed) + ", step " + std::to_string(i) +
                        " (" + name + ")\nOTP:  " + expected.result + " | " + expected.log + " | " +
                        expected.tree + "\nours: " + seen.result + " | " + seen.log + " | " +
                        seen.tree;
    return replay;
  }
  return replay;
}

TEST(OtpTracesTest, EveryRecordedScriptGoesAsInOtp) {
  const std::vector<OtpScript> scripts = readOtpScripts(STATEWARDEN_OTP_TRACES);
  ASSERT_GE(scripts.size(), 500u);
  std::size_t recorded = 0;
  std::size_t compared = 0;
  for (const OtpScript& script : scripts) {
    const Replay result = replay(script);
    EXPECT_EQ(result.difference, "");
    recorded += script.trace.size();
    compared += result.steps;
  }
  // What is cut short is the one decision by which this differs from OTP.
  EXPECT_GE(compared * 100, recorded * 90) << compared << " of " << recorded;
}

}  // namespace
}  // namespace statewarden
