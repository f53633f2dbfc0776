#include "supervision/otp_world.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace statewarden {
namespace {

/// OTP restarts at once and counts at the supervisor only.
Strategy otpStrategy() {
  Strategy strategy;
  strategy.limit = kUnlimited;
  strategy.backoff.type = BackoffType::none;
  return strategy;
}

}  // namespace

OtpWorld::OtpWorld(const OtpSupervisor& tree)
    : supervision_(*this, timers_, events_, 1),
      strategy_(supervision_.defineStrategy(otpStrategy())) {
  // OTP's driver is no supervisor: what the topmost one fails with ends there.
  const SupervisorId above = supervision_.addSupervisor(kNoSupervisor, {}, now_);
  root_ = addSupervisor(tree, above);
  supervision_.setTraits(supervision_.memberOf(root_), {.restartType = RestartType::temporary});
}

SupervisorId OtpWorld::addSupervisor(const OtpSupervisor& tree, SupervisorId parent) {
  SupervisorPolicy policy = tree.policy;
  policy.defaultStrategy = strategy_;
  const SupervisorId id = supervision_.addSupervisor(parent, policy, now_);
  supervisors_[tree.id] = id;
  supervisorNames_[id] = tree.id;
  members_[supervision_.memberOf(id)] = id;
  for (const OtpChild& child : tree.children) static_cast<void>(addChild(id, child, false));
  return id;
}

std::string OtpWorld::addChild(SupervisorId supervisor, const OtpChild& spec, bool isDynamic) {
  ChildTraits traits = spec.traits;
  traits.isDynamic = isDynamic;
  if (spec.inner) {
    const SupervisorId inner = addSupervisor(*spec.inner, supervisor);
    const ChildId member = supervision_.memberOf(inner);
    supervision_.setTraits(member, traits);
    if (traits.restartType == RestartType::temporary) temporary_.insert(member);
    return "ok";
  }
  const ChildId child = supervision_.addChild(supervisor, kNoActor, kNoStrategy, now_);
  supervision_.setTraits(child, traits);
  workerOf_[child] = workers_.size();
  workers_.push_back({.id = spec.id, .child = child});
  if (traits.restartType == RestartType::temporary) temporary_.insert(child);
  if (supervision_.restartChild(child, now_) == ManagementVerdict::startFailed) {
    supervision_.removeChild(child);
    return "start_failed";
  }
  return supervision_.presence(child) == ChildPresence::running ? "ok" : "ignored";
}

// ---- steps
// ---------------------------------------------------------------------------------------

std::string OtpWorld::step(const OtpStep& step) {
  for (const auto& [id, name] : supervisorNames_) lives_[id] = lifeOf(id);
  std::string result = "ok";
  if (step.name == "fail") {
    failing_[step.id] = step.number;
  } else if (step.name == "ignore") {
    ignoring_[step.id] = step.number;
  } else if (step.name == "wait") {
    advance(step.number);
  } else if (step.name == "exit") {
    result = finish(step.id, step.argument);
  } else if (step.name == "burst") {
    result = isRunning(supervisors_.at(step.id)) ? burst(step.ids) : "noproc";
  } else {
    result = managed(step);
  }
  advance(0);
  return result;
}

std::string OtpWorld::managed(const OtpStep& step) {
  const SupervisorId supervisor = supervisors_.at(step.id);
  if (!isRunning(supervisor)) return "noproc";
  if (step.name == "start") return startOf(supervisor, *step.child);
  const ChildId child = childOf(supervisor, step.argument);
  ManagementVerdict verdict = ManagementVerdict::notFound;
  if (step.name == "terminate") {
    verdict = supervision_.terminateChild(child, now_);
  }
  if (step.name == "restart") verdict = supervision_.restartChild(child, now_);
  if (step.name == "delete") verdict = supervision_.deleteChild(child);
  switch (verdict) {
    case ManagementVerdict::ok:
      break;
    case ManagementVerdict::notFound:
      return "not_found";
    case ManagementVerdict::running:
      return "running";
    case ManagementVerdict::restarting:
      return "restarting";
    case ManagementVerdict::startFailed:
      return "start_failed";
    case ManagementVerdict::goingDown:
      return "noproc";
  }
  const bool isIgnored =
      step.name == "restart" && supervision_.presence(child) != ChildPresence::running;
  return isIgnored ? "ignored" : "ok";
}

std::string OtpWorld::startOf(SupervisorId supervisor, const OtpChild& spec) {
  switch (supervision_.presence(childOf(supervisor, spec.id))) {
    case ChildPresence::running:
      return "already_started";
    case ChildPresence::stopped:
    case ChildPresence::restarting:
      return "already_present";
    case ChildPresence::absent:
      break;
  }
  return addChild(supervisor, spec, true);
}

std::string OtpWorld::finish(const std::string& id, const std::string& reason) {
  const auto worker =
      std::ranges::find_if(workers_, [&](const Worker& it) { return it.id == id && it.isAlive; });
  if (worker == workers_.end()) return "dead";
  worker->isAlive = false;
  const ChildId child = worker->child;
  if (reason == "boom") {
    crash(child, supervision_.supervisorOf(child));
  } else {
    supervision_.finished(child, now_);
  }
  return "ok";
}

std::string OtpWorld::burst(const std::vector<std::string>& ids) {
  std::string result;
  std::vector<ChildId> decided;
  for (const std::string& id : ids) {
    const auto worker =
        std::ranges::find_if(workers_, [&](const Worker& it) { return it.id == id && it.isAlive; });
    if (!result.empty()) result += ",";
    result += worker == workers_.end() ? "dead" : "ok";
    if (worker == workers_.end()) continue;
    worker->isAlive = false;
    const ChildId child = worker->child;
    const SupervisorId at = supervision_.supervisorOf(child);
    if (supervision_.noteFailure(child, at, now_) == FailureVerdict::decide) {
      decided.push_back(child);
    }
  }
  for (const ChildId child : decided) decide(child, supervision_.supervisorOf(child));
  return result;
}

void OtpWorld::crash(ChildId child, SupervisorId at) {
  if (supervision_.noteFailure(child, at, now_) == FailureVerdict::decide) decide(child, at);
}

void OtpWorld::advance(double milliseconds) {
  const double end = now_ + milliseconds;
  for (int fired = 0; timers_.nextDeadline() <= end; ++fired) {
    ASSERT_LT(fired, 100'000) << "time stands still";
    now_ = std::max(now_, timers_.nextDeadline());
    if (const std::optional<TimerPayload> payload = timers_.popDue(now_)) {
      supervision_.onTimer(*payload, now_);
    }
  }
  now_ = end;
}

// ---- what can be seen
// ----------------------------------------------------------------------------

std::string OtpWorld::takeLog() {
  std::string text;
  for (const std::string& entry : log_) text += (text.empty() ? "" : " ") + entry;
  log_.clear();
  return text;
}

std::string OtpWorld::show() const {
  return isRunning(root_) ? show(root_) : supervisorNames_.at(root_) + "-";
}

bool OtpWorld::isRunning(SupervisorId supervisor) const {
  return supervision_.presence(supervision_.memberOf(supervisor)) == ChildPresence::running;
}

std::string OtpWorld::nameOf(ChildId child) const {
  const auto worker = workerOf_.find(child);
  if (worker != workerOf_.end()) return workers_[worker->second].id;
  const auto member = members_.find(child);
  return member == members_.end() ? "" : supervisorNames_.at(member->second);
}

ChildId OtpWorld::childOf(SupervisorId supervisor, const std::string& id) const {
  for (ChildId at = supervision_.lastChild(supervisor); at != kNoChild;
       at = supervision_.previousChild(at)) {
    if (nameOf(at) == id) return at;
  }
  return kNoChild;
}

std::uint32_t OtpWorld::lifeOf(SupervisorId supervisor) const {
  return 1 + supervision_.health(supervision_.memberOf(supervisor), now_).restartCount;
}

std::string OtpWorld::show(SupervisorId supervisor) const {
  std::string children;
  for (ChildId at = supervision_.lastChild(supervisor); at != kNoChild;
       at = supervision_.previousChild(at)) {
    children += (children.empty() ? "" : " ") + showChild(at);
  }
  const ChildCounts counts = supervision_.countChildren(supervisor);
  return supervisorNames_.at(supervisor) + std::to_string(lifeOf(supervisor)) + "[" + children +
         "#" + std::to_string(counts.specs) + "," + std::to_string(counts.active) + "," +
         std::to_string(counts.supervisors) + "," + std::to_string(counts.workers) + "]";
}

std::string OtpWorld::showChild(ChildId child) const {
  const std::string name = nameOf(child);
  switch (supervision_.presence(child)) {
    case ChildPresence::running:
      break;
    case ChildPresence::restarting:
      return name + "~";
    default:
      return name + "-";
  }
  const auto member = members_.find(child);
  return member == members_.end() ? name + std::to_string(starts_.at(name)) : show(member->second);
}

// ---- what supervision asks
// -----------------------------------------------------------------------

bool OtpWorld::takes(std::map<std::string, int>& counts, const std::string& id) {
  const auto found = counts.find(id);
  if (found == counts.end() || found->second == 0) return false;
  --found->second;
  return true;
}

bool OtpWorld::begin(Worker& worker) {
  const ChildId child = worker.child;
  // OTP's driver looks at both.
  const bool fails = takes(failing_, worker.id);
  const bool isIgnored = takes(ignoring_, worker.id);
  if (fails) {
    const SupervisorId supervisor = supervision_.supervisorOf(child);
    const auto before = lives_.find(supervisor);
    if (before != lives_.end() && before->second != lifeOf(supervisor)) hasLeftOtp_ = true;
    log_.push_back("!" + worker.id);
    crash(child, supervision_.supervisorOf(child));
    return false;
  }
  if (isIgnored) {
    log_.push_back("?" + worker.id);
    supervision_.stop(child, now_);
    return false;
  }
  log_.push_back("+" + worker.id);
  ++starts_[worker.id];
  worker.isAlive = true;
  return true;
}

void OtpWorld::end(Worker& worker) {
  if (worker.isAlive) log_.push_back("-" + worker.id);
  worker.isAlive = false;
}

bool OtpWorld::startChild(ChildId child) {
  const std::size_t index = workerOf_.at(child);
  supervision_.setActor(child, static_cast<ActorId>(index));
  return begin(workers_[index]);
}

bool OtpWorld::restart(ActorId actor, RestartMode /*mode*/) {
  return begin(workers_[actor]);
}

void OtpWorld::suspend(ActorId /*actor*/) {}
void OtpWorld::resume(ActorId /*actor*/) {}

void OtpWorld::stop(ActorId actor) {
  if (actor != kNoActor) end(workers_[actor]);
}
void OtpWorld::haltActor(ActorId actor, bool /*keepsDelays*/) {
  if (actor != kNoActor) end(workers_[actor]);
}
void OtpWorld::requestRestart(ChildId child, RestartMode mode) {
  supervision_.restart(child, mode, now_);
}
void OtpWorld::requestStop(ChildId child) {
  supervision_.stop(child, now_);
}
void OtpWorld::cleanUp(ChildId /*child*/, StrategyIndex /*strategy*/, std::uint32_t /*token*/) {
  ADD_FAILURE() << "there is nothing to clean up";
}
void OtpWorld::decide(ChildId child, SupervisorId at) {
  supervision_.apply(child, strategy_, at, now_);
}
void OtpWorld::escalate(ChildId child, SupervisorId /*from*/, SupervisorId to) {
  crash(child, to);
}
void OtpWorld::gaveUp(ChildId /*child*/, SupervisorId /*at*/) {}

void OtpWorld::ended(ChildId child) {
  if (temporary_.contains(child)) supervision_.retireChild(child);
}

}  // namespace statewarden
