#include "runtime/scripts/script_world.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace statewarden::testing {
namespace {

const char* wordFor(ManagementVerdict verdict) {
  switch (verdict) {
    case ManagementVerdict::ok:
      return "ok";
    case ManagementVerdict::notFound:
      return "not-found";
    case ManagementVerdict::running:
      return "running";
    case ManagementVerdict::restarting:
      return "restarting";
    case ManagementVerdict::startFailed:
      return "start-failed";
    case ManagementVerdict::goingDown:
      return "stopped";
  }
  return "";
}

}  // namespace

ScriptWorld::ScriptWorld(const std::string& chart, std::uint64_t seed, const Json& rootOptions)
    : QuietHost(seed) {
  program_ = runtime.load(chart).program;
  EXPECT_NE(program_, kNone);
  runtime.events().setEnabled(true);
  const Json root{{"id", "root"}, {"restart", "permanent"}, {"supervisor", rootOptions}};
  startSupervisor(nullptr, root, false);
}

// ---- what is done to it
// --------------------------------------------------------------------------

std::string ScriptWorld::send(const std::string& id, const std::string& event) {
  const Worker* worker = actorOf(id);
  if (worker == nullptr) return "nobody";
  Program* program = runtime.actors().program(program_);
  runtime.actors().send(worker->actor, program->classes().classify(event));
  return "ok";
}

std::string ScriptWorld::start(const std::string& at, const Json& spec) {
  const auto found = members_.find(at);
  if (found == members_.end()) return "unknown";
  Member& member = found->second;
  if (isDown(member)) return "stopped";
  const std::string& id = spec["id"].get_ref<const std::string&>();
  if (std::string refusal = checkNew(member, id); !refusal.empty()) return refusal;
  if (!spec.contains("supervisor")) return startWorker(member, spec, true);
  startSupervisor(&member, spec, true);
  return "ok";
}

std::string ScriptWorld::instance(const std::string& at, const std::string& id) {
  const auto found = members_.find(at);
  if (found == members_.end()) return "unknown";
  if (isDown(found->second)) return "stopped";
  if (std::string refusal = checkNew(found->second, id); !refusal.empty()) return refusal;
  Json spec = found->second.childTemplate;
  spec["id"] = id;
  return startWorker(found->second, spec, true);
}

std::string ScriptWorld::terminate(const std::string& at, const std::string& id) {
  const auto found = members_.find(at);
  if (found == members_.end()) return "unknown";
  const ChildId child = find(found->second, id);
  if (child == kNoChild) return "not-found";
  if (Member* member = memberOf(child)) {
    stopAll(*member);
    static_cast<void>(runtime.terminateChild(child));
  } else {
    stopWorker(child);
  }
  return "ok";
}

std::string ScriptWorld::restartById(const std::string& at, const std::string& id) {
  const auto found = members_.find(at);
  if (found == members_.end()) return "unknown";
  if (isDown(found->second)) return "stopped";
  const ChildId child = find(found->second, id);
  if (child == kNoChild) return "not-found";
  return wordFor(memberOf(child) != nullptr ? runtime.restartChild(child) : startByCall(child));
}

std::string ScriptWorld::deleteById(const std::string& at, const std::string& id) {
  const auto found = members_.find(at);
  if (found == members_.end()) return "unknown";
  const ChildId child = find(found->second, id);
  if (child == kNoChild) return "not-found";
  if (Member* member = memberOf(child)) {
    const ChildPresence presence = runtime.supervision().presence(child);
    if (presence == ChildPresence::running) return "running";
    if (presence == ChildPresence::restarting) return "restarting";
    release(*member);
    return "ok";
  }
  const ManagementVerdict verdict = runtime.deleteChild(child);
  if (verdict == ManagementVerdict::ok) forget(child);
  return wordFor(verdict);
}

std::string ScriptWorld::retry(const std::string& id) {
  const Worker* worker = actorOf(id);
  if (worker == nullptr) return "nobody";
  return runtime.retryNow(childOfActor_.at(worker->actor)) ? "true" : "false";
}

std::string ScriptWorld::resetCircuit(const std::string& at) {
  const auto found = members_.find(at);
  if (found == members_.end()) return "unknown";
  if (!found->second.isReleased) {
    runtime.commandCircuit(found->second.supervisor, CircuitCommand::reset);
  }
  return "ok";
}

void ScriptWorld::advance(int milliseconds) {
  const auto fire = [this] {
    while (wakeTime <= time) static_cast<void>(runtime.advance(Runtime::kSystemClock, time));
  };
  if (milliseconds == 0) fire();
  for (int passed = 0; passed < milliseconds; ++passed) {
    time += 1;
    fire();
  }
}

// ---- children
// ------------------------------------------------------------------------------------

std::string ScriptWorld::startWorker(Member& at, const Json& spec, bool isDynamic) {
  const ChildId child = runtime.addChild(at.supervisor, kNoActor, kNoStrategy);
  Worker worker;
  worker.id = spec["id"];
  worker.at = at.id;
  worker.traits = readTraits(spec, isDynamic);
  worker.isOfTemplate = !at.childTemplate.is_null();
  if (!spec["strategy"].is_null()) worker.own = define(spec["strategy"]);
  runtime.supervision().setTraits(child, worker.traits);
  workers_[child] = worker;
  at.children.push_back(child);
  const ManagementVerdict verdict = startByCall(child);
  if (verdict != ManagementVerdict::startFailed) return "ok";
  runtime.removeChild(child);
  forget(child);
  return wordFor(verdict);
}

void ScriptWorld::startSupervisor(Member* parent, const Json& spec, bool isDynamic) {
  const Json& given = spec["supervisor"];
  const std::string id = spec["id"];
  Member& member = members_[id];
  member.id = id;
  member.path = parent == nullptr ? id : parent->path + "/" + id;
  member.defaultStrategy = define(given["defaultStrategy"]);
  if (given.contains("template")) member.childTemplate = given["template"];
  SupervisorPolicy policy = readPolicy(given);
  policy.defaultStrategy = member.defaultStrategy.index;
  const SupervisorId above = parent == nullptr ? kNoSupervisor : parent->supervisor;
  member.supervisor = runtime.addSupervisor(above, policy);
  ASSERT_NE(member.supervisor, kNoSupervisor);
  member.member = runtime.supervision().memberOf(member.supervisor);
  supervisorIds_[member.supervisor] = id;
  if (parent == nullptr) return;
  memberIds_[member.member] = id;
  parent->children.push_back(member.member);
  for (const Json& child : given["children"]) {
    if (child.contains("supervisor")) {
      startSupervisor(&member, child, false);
    } else {
      EXPECT_EQ(startWorker(member, child, false), "ok");
    }
  }
  const ChildTraits traits = readTraits(spec, isDynamic);
  member.isTemporary = traits.restartType == RestartType::temporary;
  runtime.supervision().setTraits(member.member, traits);
}

ScriptWorld::HostStrategy ScriptWorld::define(const Json& strategy) {
  HostStrategy defined;
  defined.index = runtime.supervision().defineStrategy(readStrategy(strategy));
  defined.isResume = strategy["type"] == "resume";
  if (defined.isResume) defined.fallback = define(strategy["fallback"]).index;
  return defined;
}

std::string ScriptWorld::checkNew(const Member& at, const std::string& id) {
  const ChildId present = find(at, id);
  if (present == kNoChild) return "";
  const bool isRunning = runtime.supervision().presence(present) == ChildPresence::running;
  return isRunning ? "already-started" : "already-present";
}

ChildId ScriptWorld::find(const Member& at, const std::string& id) {
  for (const ChildId child : at.children) {
    const auto worker = workers_.find(child);
    const bool isForgotten = worker != workers_.end() && worker->second.isForgotten;
    if (isForgotten || nameOf(child) != id) continue;
    if (runtime.supervision().presence(child) != ChildPresence::absent) return child;
  }
  return kNoChild;
}

bool ScriptWorld::isDown(const Member& at) {
  if (at.isReleased) return true;
  if (at.member == kNoChild) return false;
  const ChildPresence presence = runtime.supervision().presence(at.member);
  return presence == ChildPresence::stopped || presence == ChildPresence::absent;
}

ManagementVerdict ScriptWorld::startByCall(ChildId child) {
  workers_.at(child).isTrial = true;
  const ManagementVerdict verdict = runtime.restartChild(child);
  workers_.at(child).isTrial = false;
  if (verdict == ManagementVerdict::startFailed) {
    const ActorId actor = workers_.at(child).actor;
    leave(child);
    runtime.actors().stop(actor);
  }
  return verdict;
}

void ScriptWorld::stopWorker(ChildId child) {
  if (workers_.at(child).actor != kNoActor) runtime.stop(child);
  static_cast<void>(runtime.terminateChild(child));
}

void ScriptWorld::stopAll(Member& at) {
  const std::vector<ChildId> children(at.children.rbegin(), at.children.rend());
  for (const ChildId child : children) {
    if (Member* member = memberOf(child)) {
      if (!member->isReleased) stopAll(*member);
    } else if (!workers_.at(child).isForgotten &&
               runtime.supervision().presence(child) != ChildPresence::stopped) {
      stopWorker(child);
      runtime.supervision().markStoppedTogether(child);
    }
  }
}

void ScriptWorld::release(Member& at) {
  if (at.isReleased) return;
  at.isReleased = true;
  const std::vector<ChildId> children(at.children.rbegin(), at.children.rend());
  for (const ChildId child : children) {
    if (Member* member = memberOf(child)) {
      release(*member);
    } else if (!workers_.at(child).isForgotten) {
      static_cast<void>(runtime.terminateChild(child));
    }
  }
  runtime.removeSupervisor(at.supervisor);
}

void ScriptWorld::forget(ChildId child) {
  workers_.at(child).isForgotten = true;
}

void ScriptWorld::leave(ChildId child) {
  Worker& worker = workers_.at(child);
  if (worker.actor == kNoActor) return;
  childOfActor_.erase(worker.actor);
  worker.actor = kNoActor;
  runtime.supervision().setActor(child, kNoActor);
}

ScriptWorld::Member* ScriptWorld::memberOf(ChildId child) {
  const auto found = memberIds_.find(child);
  return found == memberIds_.end() ? nullptr : &members_.at(found->second);
}

ScriptWorld::Worker* ScriptWorld::actorOf(const std::string& id) {
  for (auto& [child, worker] : workers_) {
    if (worker.id == id && worker.actor != kNoActor && !members_.at(worker.at).isReleased) {
      return &worker;
    }
  }
  return nullptr;
}

}  // namespace statewarden::testing
