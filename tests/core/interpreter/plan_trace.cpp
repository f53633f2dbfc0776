#include "interpreter/plan_trace.hpp"

#include <gtest/gtest.h>

#include "interpreter/configuration_check.hpp"
#include "interpreter/state_value.hpp"

namespace statewarden::testing {

PlanTrace::PlanTrace(std::shared_ptr<const Chart> chart, std::uint32_t maxPlans)
    : chart_(std::move(chart)),
      program_(world_.system.addProgram(
          std::make_unique<Program>(chart_, ProgramLimits{.maxPlans = maxPlans}))) {
  world_.host.sendsLeft = 30;
  decideByLot();
  for (std::uint32_t i = 0; i < kActors; ++i) actors_.push_back(world_.start(program_));
}

PlanTrace::~PlanTrace() {
  for (const ActorId actor : actors_) world_.system.remove(actor);
}

void PlanTrace::decideByLot() {
  for (const Slot& slot : chart_->data().slots) {
    const std::string& name = slot.name;
    if (slot.kind == SlotKind::delay) world_.host.delays[name] = 20;
    if (slot.kind != SlotKind::guard || name.starts_with("throw")) continue;
    world_.host.onCall[name] = [this, name](ActorId) {
      lot_ = lot_ * 1'664'525u + 1'013'904'223u;
      world_.host.guards[name] = ((lot_ >> 16) & 1u) != 0;
    };
  }
}

void PlanTrace::send(std::uint32_t actor, const std::string& event) {
  world_.host.send(actors_[actor], event);
}

void PlanTrace::wait(double milliseconds) {
  world_.advance(milliseconds);
}

void PlanTrace::suspend(std::uint32_t actor) {
  world_.system.suspend(actors_[actor]);
}

void PlanTrace::resume(std::uint32_t actor) {
  world_.system.resume(actors_[actor]);
}

void PlanTrace::restart(std::uint32_t actor, RestartMode mode) {
  text_ += world_.system.restart(actors_[actor], mode) ? "up\n" : "down\n";
  world_.system.resume(actors_[actor]);
}

void PlanTrace::stop(std::uint32_t actor) {
  world_.system.stop(actors_[actor]);
}

void PlanTrace::note() {
  for (const std::string& line : world_.host.takeLog()) text_ += line + "\n";
  for (const ActorId id : actors_) {
    const Actor& actor = *world_.system.find(id);
    text_ += std::to_string(static_cast<int>(actor.status));
    if (actor.state != nullptr) {
      EXPECT_EQ(findFault(*chart_, actor.state->key), "");
      text_ += writeState(*chart_, actor.state->key);
    }
    text_ += "\n";
  }
}

std::size_t PlanTrace::end() {
  for (const ActorId actor : actors_) world_.system.remove(actor);
  return world_.host.heldEvents() + world_.host.heldEffects() + world_.system.timerCount() +
         world_.system.size() + (world_.host.hasMisusedHandles() ? 1 : 0);
}

}  // namespace statewarden::testing
