// What the actor system owns: programs, clocks, and the questions that anybody may ask.
#include "actor/actor_system.hpp"

namespace statewarden {

ActorSystem::ActorSystem(ActorHost& host) : host_(host) {
  clocks_.emplace_back();
}
ActorSystem::~ActorSystem() = default;

ProgramIndex ActorSystem::addProgram(std::unique_ptr<Program> program) {
  if (freePrograms_.empty()) {
    programs_.push_back({.program = std::move(program), .users = 0});
    return static_cast<ProgramIndex>(programs_.size() - 1);
  }
  const ProgramIndex index = freePrograms_.back();
  freePrograms_.pop_back();
  programs_[index].program = std::move(program);
  return index;
}

bool ActorSystem::removeProgram(ProgramIndex index) {
  if (program(index) == nullptr || programs_[index].users > 0) return false;
  programs_[index].program.reset();
  freePrograms_.push_back(index);
  return true;
}

Program* ActorSystem::program(ProgramIndex index) {
  return index < programs_.size() ? programs_[index].program.get() : nullptr;
}

ClockIndex ActorSystem::addClock() {
  if (freeClocks_.empty()) {
    clocks_.emplace_back();
    return static_cast<ClockIndex>(clocks_.size() - 1);
  }
  const ClockIndex index = freeClocks_.back();
  freeClocks_.pop_back();
  clocks_[index].exists = true;
  return index;
}

bool ActorSystem::removeClock(ClockIndex index) {
  const bool isRemovable =
      index != 0 && index < clocks_.size() && clocks_[index].exists && clocks_[index].users == 0;
  if (!isRemovable) return false;
  clocks_[index].timers.clear();
  updateWakeTime(index);
  clocks_[index].exists = false;
  freeClocks_.push_back(index);
  return true;
}

void ActorSystem::setListening(ActorId id, bool isListening) {
  if (Actor* actor = table_.find(id)) actor->isListening = isListening;
}

void ActorSystem::setInspected(ActorId id, bool isInspected) {
  if (Actor* actor = table_.find(id)) actor->isInspected = isInspected;
}

const State* ActorSystem::workingState(ActorId id) {
  const Actor* actor = table_.find(id);
  if (actor == nullptr) return nullptr;
  return actor->isInMacrostep() ? &actor->turn->macrostep->state() : actor->state;
}

std::uint32_t ActorSystem::mailboxSize(ActorId id) {
  const Actor* actor = table_.find(id);
  return actor == nullptr || actor->mailbox == nullptr
             ? 0
             : static_cast<std::uint32_t>(actor->mailbox->size());
}

}  // namespace statewarden
