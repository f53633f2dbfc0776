// The plain objects that cross the boundary; enumerations are numbers.
#include <emscripten/bind.h>

#include "embind/enum_field.hpp"
#include "runtime/counts.hpp"
#include "supervision/supervision.hpp"

using namespace statewarden;
using emscripten::value_object;

EMSCRIPTEN_BINDINGS(statewarden_values) {
  value_object<Backoff> backoff("Backoff");
  enumField<&Backoff::type>(backoff, "type");
  backoff.field("initialDelay", &Backoff::initialDelay)
      .field("maxDelay", &Backoff::maxDelay)
      .field("factor", &Backoff::factor)
      .field("jitter", &Backoff::jitter);

  value_object<Strategy> strategy("Strategy");
  enumField<&Strategy::directive>(strategy, "directive");
  enumField<&Strategy::mode>(strategy, "mode");
  enumField<&Strategy::onLimit>(strategy, "onLimit");
  strategy.field("limit", &Strategy::limit)
      .field("window", &Strategy::window)
      .field("backoff", &Strategy::backoff)
      .field("resetTimeout", &Strategy::resetTimeout)
      .field("retryEvent", &Strategy::retryEvent)
      .field("hasCleanup", &Strategy::hasCleanup)
      .field("cleanupTimeout", &Strategy::cleanupTimeout)
      .field("stopActor", &Strategy::stopActor)
      .field("fallback", &Strategy::fallback)
      .field("failsSupervisor", &Strategy::failsSupervisor);

  value_object<CircuitOptions> circuit("CircuitOptions");
  emscripten::register_optional<int>();
  emscripten::register_optional<double>();
  emscripten::register_optional<std::uint32_t>();
  optionalField<&CircuitOptions::rule>(circuit, "rule");
  optionalField<&CircuitOptions::windowSize>(circuit, "windowSize");
  optionalField<&CircuitOptions::failureRate>(circuit, "failureRate");
  optionalField<&CircuitOptions::minimumThroughput>(circuit, "minimumThroughput");
  circuit.field("failureThreshold", &CircuitOptions::failureThreshold)
      .field("window", &CircuitOptions::window)
      .field("resetTimeout", &CircuitOptions::resetTimeout)
      .field("maxResetTimeout", &CircuitOptions::maxResetTimeout)
      .field("factor", &CircuitOptions::factor)
      .field("jitter", &CircuitOptions::jitter)
      .field("successThreshold", &CircuitOptions::successThreshold)
      .field("maxHalfOpenWait", &CircuitOptions::maxHalfOpenWait);

  value_object<SupervisorPolicy> policy("SupervisorPolicy");
  enumField<&SupervisorPolicy::scope>(policy, "scope");
  enumField<&SupervisorPolicy::whenOpen>(policy, "whenOpen");
  enumField<&SupervisorPolicy::autoShutdown>(policy, "autoShutdown");
  policy.field("defaultStrategy", &SupervisorPolicy::defaultStrategy)
      .field("maxRestarts", &SupervisorPolicy::maxRestarts)
      .field("window", &SupervisorPolicy::window)
      .field("hasBreaker", &SupervisorPolicy::hasBreaker)
      .field("breaker", &SupervisorPolicy::breaker)
      .field("stableAfter", &SupervisorPolicy::stableAfter)
      .field("healthyAfter", &SupervisorPolicy::healthyAfter)
      .field("reviveStopped", &SupervisorPolicy::reviveStopped);

  value_object<ChildHealth> health("ChildHealth");
  enumField<&ChildHealth::status>(health, "status");
  enumField<&ChildHealth::state>(health, "state");
  health.field("errorCount", &ChildHealth::errorCount)
      .field("restartCount", &ChildHealth::restartCount)
      .field("uptime", &ChildHealth::uptime)
      .field("restartsLeft", &ChildHealth::restartsLeft)
      .field("retryAfter", &ChildHealth::retryAfter)
      .field("reasons", &ChildHealth::reasons)
      .field("totalUptime", &ChildHealth::totalUptime)
      .field("totalDowntime", &ChildHealth::totalDowntime)
      .field("crashes", &ChildHealth::crashes)
      .field("repairs", &ChildHealth::repairs)
      .field("repairTime", &ChildHealth::repairTime)
      .field("lastDowntime", &ChildHealth::lastDowntime);

  value_object<ChildCounts>("ChildCounts")
      .field("specs", &ChildCounts::specs)
      .field("active", &ChildCounts::active)
      .field("restarting", &ChildCounts::restarting)
      .field("supervisors", &ChildCounts::supervisors)
      .field("workers", &ChildCounts::workers);

  value_object<Counts>("Counts")
      .field("actors", &Counts::actors)
      .field("children", &Counts::children)
      .field("supervisors", &Counts::supervisors)
      .field("timers", &Counts::timers)
      .field("programs", &Counts::programs)
      .field("strategies", &Counts::strategies)
      .field("breakers", &Counts::breakers);
}
