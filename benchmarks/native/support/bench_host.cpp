#include "support/bench_host.hpp"

#include <memory>

namespace statewarden::bench {

ProgramIndex BenchHost::load(const std::string& chart, ProgramLimits limits) {
  return runtime.actors().addProgram(std::make_unique<Program>(parseChart(chart).chart, limits));
}

ActorId BenchHost::start(ProgramIndex program) {
  const ActorId actor = runtime.actors().add(program, Runtime::kSystemClock);
  runtime.actors().start(actor);
  return actor;
}

ActorId BenchHost::supervise(ProgramIndex program, SupervisorId supervisor,
                             StrategyIndex strategy) {
  const ActorId actor = runtime.actors().add(program, Runtime::kSystemClock);
  const std::size_t index = actor & kIndexMask;
  if (index >= children_.size()) children_.resize(index + 1, kNoChild);
  children_[index] = runtime.addChild(supervisor, actor, strategy);
  runtime.actors().start(actor);
  return actor;
}

EventClass BenchHost::classify(ProgramIndex program, const std::string& type) {
  return runtime.actors().program(program)->classes().classify(type);
}

ChildState BenchHost::stateOf(ActorId actor) {
  return runtime.supervision().state(children_[actor & kIndexMask]);
}

void BenchHost::failed(ActorId actor, FailureReason) {
  const ChildId child = children_[actor & kIndexMask];
  const SupervisorId at = runtime.supervision().supervisorOf(child);
  if (runtime.noteFailure(child, at) == FailureVerdict::decide) decide(child, at);
}

bool BenchHost::restartActor(ActorId actor, RestartMode mode) {
  return runtime.actors().restart(actor, mode);
}

void BenchHost::decide(ChildId child, SupervisorId at) {
  runtime.apply(child, runtime.supervision().strategyAt(child, at), at);
}

void BenchHost::requestRestart(ChildId child, RestartMode mode) {
  runtime.restart(child, mode);
}

Strategy restartAtOnce(std::uint32_t limit) {
  Strategy strategy;
  strategy.limit = limit;
  strategy.window = 3'600'000;
  strategy.backoff.type = BackoffType::none;
  return strategy;
}

}  // namespace statewarden::bench
