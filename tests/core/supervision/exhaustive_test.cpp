// Every order of a few things in a small tree: what a random walk might miss.
#include <gtest/gtest.h>

#include "supervision/exhaustive_world.hpp"

namespace statewarden {
namespace {

/// Sanitizers and debug builds take many times as long.
#ifdef NDEBUG
constexpr std::uint32_t kLength = 5;
#else
constexpr std::uint32_t kLength = 3;
#endif

class ExhaustiveTest
    : public testing::TestWithParam<std::tuple<RestartScope, bool, bool, std::uint32_t>> {};

std::string describe(std::uint32_t order) {
  std::string text = "commands";
  for (std::uint32_t left = kLength; left > 0; --left, order /= ExhaustiveWorld::kCommands) {
    text += " " + std::to_string(order % ExhaustiveWorld::kCommands);
  }
  return text;
}

TEST_P(ExhaustiveTest, InEveryOrderEachLifeHasOneEndAndNothingIsLeftBehind) {
  const auto [scope, reviveStopped, isDeep, limit] = GetParam();
  std::uint32_t orders = 1;
  for (std::uint32_t i = 0; i < kLength; ++i) orders *= ExhaustiveWorld::kCommands;
  for (std::uint32_t order = 0; order < orders && !HasFailure(); ++order) {
    ExhaustiveWorld world({.scope = scope,
                           .reviveStopped = reviveStopped,
                           .isDeep = isDeep,
                           .limit = limit,
                           // Restarts at once, and restarts that wait, by turns.
                           .backoff = order % 2 == 0 ? 0.0 : 10.0});
    std::uint32_t rest = order;
    for (std::uint32_t i = 0; i < kLength; ++i, rest /= ExhaustiveWorld::kCommands) {
      world.run(rest % ExhaustiveWorld::kCommands);
    }
    world.end();
    if (HasFailure()) ADD_FAILURE() << describe(order);
  }
}

INSTANTIATE_TEST_SUITE_P(SmallScopes, ExhaustiveTest,
                         testing::Combine(testing::Values(RestartScope::oneForOne,
                                                          RestartScope::oneForAll,
                                                          RestartScope::restForOne),
                                          testing::Bool(), testing::Bool(),
                                          testing::Values(kUnlimited, 2u)));

}  // namespace
}  // namespace statewarden
