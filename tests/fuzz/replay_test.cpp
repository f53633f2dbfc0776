// What the fuzzers begin with and what they found, as tests of every build.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include <gtest/gtest.h>

#include "fuzz/targets.hpp"

namespace statewarden::fuzz {
namespace {

struct Target {
  const char* name;
  void (*run)(Bytes);
};

class FuzzReplayTest : public testing::TestWithParam<Target> {};

TEST_P(FuzzReplayTest, HoldsForEveryStoredInput) {
  const std::filesystem::path folder =
      std::filesystem::path(STATEWARDEN_FUZZ_CORPUS) / GetParam().name;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    files.push_back(entry.path());
  }
  ASSERT_FALSE(files.empty());
  std::ranges::sort(files);
  for (const std::filesystem::path& file : files) {
    SCOPED_TRACE(file.filename().string());
    std::ifstream stream(file, std::ios::binary);
    const std::vector<char> chars{std::istreambuf_iterator<char>(stream), {}};
    const std::vector<std::uint8_t> bytes(chars.begin(), chars.end());
    GetParam().run(bytes);
  }
}

INSTANTIATE_TEST_SUITE_P(Targets, FuzzReplayTest,
                         testing::Values(Target{"chart_parser", parseAnyChart},
                                         Target{"snapshot_restore", restoreAnySnapshot},
                                         Target{"event_sequence", sendAnyEvents},
                                         Target{"supervision_script", superviseByAnyScript}),
                         [](const auto& target) { return std::string(target.param.name); });

}  // namespace
}  // namespace statewarden::fuzz
