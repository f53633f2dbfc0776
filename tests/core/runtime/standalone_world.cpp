#include "runtime/standalone_world.hpp"

#include <algorithm>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "interpreter/state_value.hpp"

namespace statewarden::testing {

ActorId StandaloneWorld::add(const std::string& json, SupervisorId supervisor,
                             StrategyIndex strategy) {
  const LoadedProgram loaded = runtime.load(json);
  EXPECT_NE(loaded.program, kNone);
  const ActorId actor = runtime.actors().add(loaded.program, Runtime::kSystemClock);
  children_[actor] = standalone.supervise(actor, supervisor, strategy);
  return actor;
}

StrategyIndex StandaloneWorld::define(const Strategy& strategy) {
  return runtime.supervision().defineStrategy(strategy);
}

std::uint32_t StandaloneWorld::send(ActorId actor, const std::string& type) {
  const Actor* found = runtime.actors().find(actor);
  const EventClass eventClass =
      found == nullptr ? kUnmatchedEvent : found->program->classes().classify(type);
  return runtime.actors().send(actor, eventClass);
}

void StandaloneWorld::advance(double milliseconds) {
  const double end = time + milliseconds;
  for (;;) {
    time = std::max(time, std::min(wakeTime, end));
    const bool isMoreDue = runtime.advance(Runtime::kSystemClock, time);
    if (!isMoreDue && wakeTime > end) break;
  }
  time = end;
}

std::string StandaloneWorld::value(ActorId actor) {
  const Actor& found = *runtime.actors().find(actor);
  const std::string text = writeState(found.program->chart(), found.state->key);
  return nlohmann::ordered_json::parse(text)["value"].dump();
}

ChildState StandaloneWorld::stateOf(ActorId actor) {
  return runtime.supervision().state(children_.at(actor));
}

ChildHealth StandaloneWorld::healthOf(ActorId actor) {
  return runtime.health(children_.at(actor));
}

std::vector<EventType> StandaloneWorld::takeEvents() {
  std::vector<EventType> types;
  EventRecord record;
  while (runtime.events().take(record)) types.push_back(record.type);
  return types;
}

ActionReply StandaloneWorld::runAction(ActorToken actor, SlotIndex action) {
  const Chart& chart = runtime.actors().find(actor)->program->chart();
  const bool throws = throwing.contains(chart.data().slots[action].name);
  return throws ? ActionReply::threw : ActionReply::done;
}

void StandaloneWorld::notify(ActorId actor, std::uint32_t flags) {
  if ((flags & kFinished) != 0) standalone.finished(actor);
}

void StandaloneWorld::cleanUp(ChildId child, StrategyIndex, std::uint32_t token) {
  runtime.cleanedUp(child, token, true);
}

}  // namespace statewarden::testing
