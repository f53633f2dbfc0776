// What circuits count, and what they need to go on elsewhere.
#include <string>

#include <emscripten/bind.h>

#include "circuit_of.hpp"
#include "core.hpp"
#include "embind/enum_field.hpp"
#include "embind/outcome.hpp"

using namespace statewarden;
using emscripten::val;
using emscripten::value_object;

namespace {

/// A CircuitSnapshot without permits, which the one who goes on cannot answer.
struct CircuitRecord {
  CircuitState state = CircuitState::closed;
  CircuitMode mode = CircuitMode::rule;
  double openFor = 0;
  double nextBase = 0;
  double nextOpenTime = 0;
  std::uint32_t successes = 0;
  std::uint32_t historyFormat = 0;
  /// Two halves, since no number of the host holds 64 bits.
  std::uint32_t randomHigh = 0;
  std::uint32_t randomLow = 0;
  val history = val::undefined();
};

CircuitMetrics circuitMetrics(bool isSupervisors, std::uint32_t id) {
  const CircuitBreaker* circuit = circuitOf(isSupervisors, id);
  return circuit == nullptr ? CircuitMetrics{} : circuit->metrics(core.runtime.now());
}

CircuitRecord writeCircuit(bool isSupervisors, std::uint32_t id) {
  const CircuitBreaker* circuit = circuitOf(isSupervisors, id);
  if (circuit == nullptr) return {};
  const CircuitSnapshot snapshot = circuit->snapshot(core.runtime.now());
  return {.state = snapshot.state,
          .mode = snapshot.mode,
          .openFor = snapshot.openFor,
          .nextBase = snapshot.nextBase,
          .nextOpenTime = snapshot.nextOpenTime,
          .successes = snapshot.successes,
          .historyFormat = snapshot.historyFormat,
          .randomHigh = static_cast<std::uint32_t>(snapshot.randomState >> 32),
          .randomLow = static_cast<std::uint32_t>(snapshot.randomState),
          .history = val::array(snapshot.history)};
}

void readCircuit(bool isSupervisors, std::uint32_t id, const CircuitRecord& record) {
  orElse(false, [&] {
    const CircuitSnapshot snapshot{
        .state = record.state,
        .mode = record.mode,
        .history = emscripten::convertJSArrayToNumberVector<double>(record.history),
        .historyFormat = record.historyFormat,
        .openFor = record.openFor,
        .nextBase = record.nextBase,
        .nextOpenTime = record.nextOpenTime,
        .permits = record.successes,
        .successes = record.successes,
        .randomState = std::uint64_t{record.randomHigh} << 32 | record.randomLow};
    if (isSupervisors) {
      core.runtime.restoreCircuit(id, snapshot);
    } else if (BreakerTable::Entry* entry = core.runtime.breakers().find(id)) {
      entry->breaker.restore(snapshot, core.runtime.now(entry->clock));
    }
    return true;
  });
}

}  // namespace

EMSCRIPTEN_BINDINGS(statewarden_circuits) {
  value_object<CircuitMetrics>("CircuitMetrics")
      .field("successes", &CircuitMetrics::successes)
      .field("failures", &CircuitMetrics::failures)
      .field("rejected", &CircuitMetrics::rejected)
      .field("ignored", &CircuitMetrics::ignored)
      .field("opened", &CircuitMetrics::opened)
      .field("permitsOut", &CircuitMetrics::permitsOut)
      .field("windowFailures", &CircuitMetrics::windowFailures)
      .field("windowResults", &CircuitMetrics::windowResults)
      .field("failureRate", &CircuitMetrics::failureRate);

  value_object<CircuitRecord> record("CircuitStateRecord");
  enumField<&CircuitRecord::state>(record, "state");
  enumField<&CircuitRecord::mode>(record, "mode");
  record.field("openFor", &CircuitRecord::openFor)
      .field("nextBase", &CircuitRecord::nextBase)
      .field("nextOpenTime", &CircuitRecord::nextOpenTime)
      .field("successes", &CircuitRecord::successes)
      .field("historyFormat", &CircuitRecord::historyFormat)
      .field("randomHigh", &CircuitRecord::randomHigh)
      .field("randomLow", &CircuitRecord::randomLow)
      .field("history", &CircuitRecord::history);

  emscripten::function("circuitMetrics", &circuitMetrics);
  emscripten::function("writeCircuit", &writeCircuit);
  emscripten::function("readCircuit", &readCircuit);
}
