// The module's own classes: enough to supervise JSON charts without the facade.
#include <emscripten/bind.h>

#include "direct/circuit_breaker.hpp"
#include "direct/machine.hpp"
#include "direct/supervisor.hpp"
#include "embind/outcome.hpp"

using namespace statewarden;
using emscripten::class_;
using emscripten::value_object;

namespace {

std::shared_ptr<DirectSupervisor> makeSupervisor(const std::string& name,
                                                 const std::shared_ptr<DirectSupervisor>& parent,
                                                 const DirectSupervisorOptions& options) {
  return orElse(std::shared_ptr<DirectSupervisor>(),
                [&] { return std::make_shared<DirectSupervisor>(name, parent, options); });
}

std::shared_ptr<DirectMachine> makeMachine(const std::string& name, const std::string& chartJson,
                                           const std::shared_ptr<DirectSupervisor>& supervisor,
                                           const DirectMachineOptions& options) {
  return orElse(std::shared_ptr<DirectMachine>(),
                [&] { return createSupervisedMachine(name, chartJson, supervisor, options); });
}

std::shared_ptr<DirectBreaker> makeBreaker(const CircuitOptions& options) {
  return orElse(std::shared_ptr<DirectBreaker>(),
                [&] { return std::make_shared<DirectBreaker>(options); });
}

}  // namespace

EMSCRIPTEN_BINDINGS(statewarden_direct) {
  emscripten::register_optional<Strategy>();
  emscripten::register_optional<SupervisorPolicy>();
  value_object<DirectMachineOptions>("SupervisedMachineOptions")
      .field("strategy", &DirectMachineOptions::strategy);
  value_object<DirectSupervisorOptions>("SupervisorOptions")
      .field("policy", &DirectSupervisorOptions::policy);

  class_<DirectSupervisor>("Supervisor")
      .smart_ptr_constructor("SupervisorHandle", &makeSupervisor)
      .property("id", &DirectSupervisor::name)
      .property("circuitState", &DirectSupervisor::circuitState)
      .function("resetCircuit", &DirectSupervisor::resetCircuit);
  class_<RootSupervisor>("RootSupervisor")
      .class_function("getInstance", &RootSupervisor::getInstance)
      .class_function("resetInstance", &RootSupervisor::resetInstance);

  class_<DirectMachine>("SupervisedMachine")
      .smart_ptr<std::shared_ptr<DirectMachine>>("SupervisedMachineHandle")
      .property("id", &DirectMachine::name)
      .property("childState", &DirectMachine::childState)
      .function("send", &DirectMachine::send)
      .function("getState", &DirectMachine::state)
      .function("getHealth", &DirectMachine::health)
      .function("restart", &DirectMachine::restart)
      .function("stop", &DirectMachine::stop);
  emscripten::function("createSupervisedMachine", &makeMachine);

  class_<DirectBreaker>("CircuitBreaker")
      .smart_ptr_constructor("CircuitBreakerHandle", &makeBreaker)
      .property("state", &DirectBreaker::state)
      .function("isAllowed", &DirectBreaker::isAllowed)
      .function("recordSuccess", &DirectBreaker::recordSuccess)
      .function("recordFailure", &DirectBreaker::recordFailure)
      .function("reset", &DirectBreaker::reset);
}
