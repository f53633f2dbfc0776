// Random trees under random faults: what must hold whatever happens.
#include <array>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "supervision/walk.hpp"

namespace statewarden {
namespace {

Choices byLot(std::uint64_t seed) {
  return [random = Random(seed)](std::uint32_t count) mutable {
    return static_cast<std::uint32_t>(random.next() % count);
  };
}

class RandomWalkTest : public testing::TestWithParam<std::uint64_t> {};

TEST_P(RandomWalkTest, NothingIsLeftUndecidedPendingOrBehind) {
  for (std::uint64_t i = 0; i < 100 && !HasFailure(); ++i) {
    const std::uint64_t seed = GetParam() * 1000 + i;
    SCOPED_TRACE("seed " + std::to_string(seed));
    Walk walk(byLot(seed), seed);
    walk.run(120);
    walk.end();
  }
}

TEST_P(RandomWalkTest, TheSameSeedGivesTheSameEventsByteForByte) {
  std::vector<std::string> texts;
  for (int run = 0; run < 2; ++run) {
    Walk walk(byLot(GetParam()), GetParam());
    walk.run(300);
    std::string text;
    for (const EventRecord& record : walk.world().takeEvents()) {
      std::array<char, sizeof(double) * 2> numbers{};
      std::memcpy(numbers.data(), &record.time, sizeof(double));
      std::memcpy(numbers.data() + sizeof(double), &record.value, sizeof(double));
      text.append(numbers.data(), numbers.size());
      text += std::to_string(record.sequence) + ' ' + std::to_string(record.subject) + ' ' +
              std::to_string(record.supervisor) + ' ' +
              std::to_string(static_cast<int>(record.type)) + '\n';
    }
    texts.push_back(text);
  }
  EXPECT_FALSE(texts[0].empty());
  EXPECT_EQ(texts[0], texts[1]);
}

/// Returns a number from the environment, so that other and more walks can be asked for.
std::uint64_t numberFrom(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

const std::uint64_t firstSeed = numberFrom("STATEWARDEN_WALK_SEED", 1);
const std::uint64_t seedCount = numberFrom("STATEWARDEN_WALK_SEEDS", 10);

INSTANTIATE_TEST_SUITE_P(Seeds, RandomWalkTest,
                         testing::Range<std::uint64_t>(firstSeed, firstSeed + seedCount));

}  // namespace
}  // namespace statewarden
