#include "runtime/scripts/script_options.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace statewarden::testing {
namespace {

using nlohmann::json;

template <typename T, std::size_t Count>
T oneOf(const json& name, const std::array<std::pair<std::string_view, T>, Count>& names) {
  for (const auto& [text, value] : names) {
    if (name == text) return value;
  }
  return names[0].second;
}

/// null stands for no limit.
std::uint32_t limitOf(const json& limit) {
  return limit.is_null() ? kUnlimited : limit.get<std::uint32_t>();
}

Backoff readBackoff(const json& given) {
  constexpr std::array<std::pair<std::string_view, BackoffType>, 4> kTypes{
      {{"none", BackoffType::none},
       {"linear", BackoffType::linear},
       {"exponential", BackoffType::exponential},
       {"random", BackoffType::random}}};
  return {.type = oneOf(given["backoffType"], kTypes),
          .initialDelay = given["initialDelay"],
          .maxDelay = given["maxDelay"],
          .factor = given["factor"],
          .jitter = given["jitter"]};
}

CircuitOptions readCircuit(const json& given) {
  return {.failureThreshold = given["failureThreshold"],
          .window = given["windowMs"],
          .resetTimeout = given["resetTimeoutMs"],
          .maxResetTimeout = given["maxResetTimeoutMs"],
          .factor = given["factor"],
          .jitter = given["jitter"],
          .successThreshold = given["successThreshold"],
          .maxHalfOpenWait = given["maxHalfOpenWaitMs"]};
}

}  // namespace

Strategy readStrategy(const json& given) {
  Strategy strategy;
  const json& type = given["type"];
  if (type == "stop") {
    strategy.directive = Directive::stop;
  } else if (type == "escalate") {
    strategy.directive = Directive::escalate;
    strategy.failsSupervisor = given["scope"] == "supervisor";
  } else if (type == "resume") {
    strategy.directive = Directive::resume;
    strategy.limit = limitOf(given["maxErrors"]);
    strategy.window = given["withinTimeWindow"];
    strategy.fallback = kHostDecides;
  } else {
    strategy.limit = limitOf(given["maxRestarts"]);
    strategy.window = given["withinTimeWindow"];
    strategy.backoff = readBackoff(given);
    strategy.resetTimeout = given["resetTimeout"];
    strategy.mode = given["preserveState"] == true ? RestartMode::lastGood : RestartMode::fresh;
    strategy.onLimit = given["onLimit"] == "stop" ? OnLimit::stop : OnLimit::escalate;
    strategy.hasCleanup = given["hangsInCleanup"];
    strategy.cleanupTimeout = given["cleanupTimeout"];
  }
  return strategy;
}

SupervisorPolicy readPolicy(const json& given) {
  constexpr std::array<std::pair<std::string_view, RestartScope>, 3> kScopes{
      {{"one-for-one", RestartScope::oneForOne},
       {"one-for-all", RestartScope::oneForAll},
       {"rest-for-one", RestartScope::restForOne}}};
  constexpr std::array<std::pair<std::string_view, AutoShutdown>, 3> kShutdowns{
      {{"never", AutoShutdown::never},
       {"any-significant", AutoShutdown::anySignificant},
       {"all-significant", AutoShutdown::allSignificant}}};
  SupervisorPolicy policy;
  policy.scope = oneOf(given["restartScope"], kScopes);
  policy.maxRestarts = limitOf(given["maxRestarts"]);
  policy.window = given["withinTimeWindow"];
  policy.autoShutdown = oneOf(given["autoShutdown"], kShutdowns);
  policy.reviveStopped = given["reviveStopped"];
  policy.healthyAfter = given["healthyAfter"];
  const json& circuit = given["circuitBreaker"];
  if (circuit.is_null()) return policy;
  policy.hasBreaker = true;
  policy.breaker = readCircuit(circuit);
  policy.whenOpen = circuit["whenOpen"] == "park" ? WhenOpen::park : WhenOpen::stop;
  policy.stableAfter = circuit["stableAfterMs"];
  return policy;
}

ChildTraits readTraits(const json& spec, bool isDynamic) {
  constexpr std::array<std::pair<std::string_view, RestartType>, 3> kTypes{
      {{"permanent", RestartType::permanent},
       {"transient", RestartType::transient},
       {"temporary", RestartType::temporary}}};
  return {.restartType = oneOf(spec["restart"], kTypes),
          .isSignificant = spec.value("significant", false),
          .isDynamic = isDynamic};
}

}  // namespace statewarden::testing
