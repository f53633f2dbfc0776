#include "direct/supervisor.hpp"

#include <utility>

#include "core.hpp"

namespace statewarden {
namespace {

std::shared_ptr<DirectSupervisor> root;

}  // namespace

DirectSupervisor::DirectSupervisor(std::string name, std::shared_ptr<DirectSupervisor> parent,
                                   const DirectSupervisorOptions& options)
    : name_(std::move(name)), parent_(std::move(parent)) {
  const SupervisorId parentId = parent_ == nullptr ? kNoSupervisor : parent_->id_;
  id_ = core.runtime.addSupervisor(parentId, options.policy.value_or(SupervisorPolicy{}));
}

DirectSupervisor::~DirectSupervisor() {
  core.runtime.removeSupervisor(id_);
}

int DirectSupervisor::circuitState() const {
  const std::optional<CircuitState> state = core.runtime.circuitState(id_);
  return state ? static_cast<int>(*state) : -1;
}

void DirectSupervisor::resetCircuit() {
  core.runtime.commandCircuit(id_, CircuitCommand::reset);
}

std::shared_ptr<DirectSupervisor> RootSupervisor::getInstance() {
  if (root == nullptr) {
    root = std::make_shared<DirectSupervisor>("root", nullptr, DirectSupervisorOptions{});
  }
  return root;
}

void RootSupervisor::resetInstance() {
  root.reset();
}

}  // namespace statewarden
