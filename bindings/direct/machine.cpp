#include "direct/machine.hpp"

#include <utility>

#include "core.hpp"
#include "interpreter/state_value.hpp"

namespace statewarden {

DirectMachine::DirectMachine(std::string name, ProgramIndex program,
                             std::shared_ptr<DirectSupervisor> parent,
                             const DirectMachineOptions& options)
    : name_(std::move(name)), program_(program), supervisor_(std::move(parent)) {
  if (options.strategy) {
    strategy_ = core.runtime.supervision().defineStrategy(*options.strategy);
  }
  actor_ = core.runtime.actors().add(program_, Runtime::kSystemClock);
  child_ = core.standalone.supervise(actor_, supervisor_->id(), strategy_);
}

DirectMachine::~DirectMachine() {
  core.standalone.remove(actor_);
  core.runtime.actors().removeProgram(program_);
  if (strategy_ != kNoStrategy) core.runtime.supervision().releaseStrategy(strategy_);
}

std::uint32_t DirectMachine::send(const std::string& eventType) {
  Program* program = core.runtime.actors().program(program_);
  const EventClass eventClass = program->classes().classify(eventType);
  return core.runtime.actors().send(actor_, eventClass);
}

std::string DirectMachine::state() const {
  const Actor* actor = core.runtime.actors().find(actor_);
  if (actor == nullptr || actor->state == nullptr) return "";
  return writeState(actor->program->chart(), actor->state->key);
}

int DirectMachine::childState() const {
  return static_cast<int>(core.runtime.supervision().state(child_));
}

ChildHealth DirectMachine::health() const {
  return core.runtime.health(child_);
}

bool DirectMachine::restart() {
  return core.runtime.restart(child_, RestartMode::fresh);
}

void DirectMachine::stop() {
  core.runtime.stop(child_);
}

std::shared_ptr<DirectMachine> createSupervisedMachine(
    const std::string& name, const std::string& chartJson,
    const std::shared_ptr<DirectSupervisor>& supervisor, const DirectMachineOptions& options) {
  const LoadedProgram loaded = core.runtime.load(chartJson);
  if (loaded.program == kNone) return nullptr;
  return std::make_shared<DirectMachine>(
      name, loaded.program, supervisor == nullptr ? RootSupervisor::getInstance() : supervisor,
      options);
}

}  // namespace statewarden
