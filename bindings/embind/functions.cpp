// The calls that happen seldom: loading, defining, describing.
#include <string>

#include <emscripten/bind.h>
#include <malloc.h>

#include "core.hpp"
#include "embind/outcome.hpp"
#include "interpreter/state_value.hpp"
#include "runtime/event_text.hpp"
#include "runtime/load_report.hpp"
#include "runtime/timer_text.hpp"

using namespace statewarden;

namespace {

constexpr const char* kOutOfMemory = "the core is out of memory";
constexpr const char* kLoadOutOfMemory =
    R"({"program":-1,"issues":[{"code":"too-large","isWarning":false,"pointer":"",)"
    R"("message":"the core ran out of memory while it read the config","line":0,"column":0}],)"
    R"("chart":null})";

std::string loadChart(const std::string& json) {
  return orElse(std::string(kLoadOutOfMemory),
                [&] { return writeLoadReport(core.runtime.load(json)); });
}

bool releaseProgram(ProgramIndex program) {
  return core.runtime.actors().removeProgram(program);
}

EventClass classify(ProgramIndex index, const std::string& eventType) {
  return orElse(kUnmatchedEvent, [&] {
    Program* program = core.runtime.actors().program(index);
    return program == nullptr ? kUnmatchedEvent : program->classes().classify(eventType);
  });
}

std::string writeActorState(ActorId id, bool working) {
  return orElse(std::string(), [&] {
    const Actor* actor = core.runtime.actors().find(id);
    if (actor == nullptr) return std::string();
    const State* state = working ? core.runtime.actors().workingState(id) : actor->state;
    return state == nullptr ? std::string() : writeState(actor->program->chart(), state->key);
  });
}

std::string restoreState(ActorId id, const std::string& value, const std::string& history,
                         const std::string& order) {
  return orElse(std::string(kOutOfMemory), [&] {
    const Actor* actor = core.runtime.actors().find(id);
    if (actor == nullptr) return std::string("there is no such actor");
    std::string error;
    std::optional<StateKey> key = readState(actor->program->chart(), value, history, error);
    if (!key) return error;
    if (!order.empty()) keepNodes(*key, order);
    core.runtime.actors().restore(id, std::move(*key));
    return error;
  });
}

std::string writeTimers(ActorId id) {
  return orElse(std::string("[]"),
                [&] { return timersAsText(core.runtime.actors().timersOf(id)); });
}

StrategyIndex defineStrategy(const Strategy& strategy) {
  return orElse(kNoStrategy, [&] { return core.runtime.supervision().defineStrategy(strategy); });
}

SupervisorId addSupervisor(SupervisorId parent, const SupervisorPolicy& policy) {
  return orElse(kNoSupervisor, [&] { return core.runtime.addSupervisor(parent, policy); });
}

void setPolicy(SupervisorId supervisor, const SupervisorPolicy& policy) {
  core.runtime.setPolicy(supervisor, policy);
}

BreakerId addBreaker(const CircuitOptions& options, ClockIndex clock) {
  return orElse(kNone, [&] { return core.runtime.addBreaker(options, clock); });
}

ChildHealth health(ChildId child) {
  return core.runtime.health(child);
}

void setEventsEnabled(bool enabled) {
  core.runtime.events().setEnabled(enabled);
}

std::string takeEvents(std::uint32_t max) {
  return orElse(std::string("[]"), [&] { return takeEventsAsText(core.runtime.events(), max); });
}

void seedRandom(double seed) {
  core.runtime.seed(static_cast<std::uint64_t>(seed));
}

double memoryInUse() {
  return static_cast<double>(mallinfo().uordblks);
}

ChildCounts countChildren(SupervisorId supervisor) {
  return core.runtime.supervision().countChildren(supervisor);
}

Counts counts() {
  return core.runtime.counts();
}

}  // namespace

EMSCRIPTEN_BINDINGS(statewarden_functions) {
  emscripten::function("loadChart", &loadChart);
  emscripten::function("releaseProgram", &releaseProgram);
  emscripten::function("classify", &classify);
  emscripten::function("writeState", &writeActorState);
  emscripten::function("restoreState", &restoreState);
  emscripten::function("writeTimers", &writeTimers);
  emscripten::function("defineStrategy", &defineStrategy);
  emscripten::function("addSupervisor", &addSupervisor);
  emscripten::function("setPolicy", &setPolicy);
  emscripten::function("addBreaker", &addBreaker);
  emscripten::function("health", &health);
  emscripten::function("setEventsEnabled", &setEventsEnabled);
  emscripten::function("takeEvents", &takeEvents);
  emscripten::function("seedRandom", &seedRandom);
  emscripten::function("memoryInUse", &memoryInUse);
  emscripten::function("counts", &counts);
  emscripten::function("countChildren", &countChildren);
}
