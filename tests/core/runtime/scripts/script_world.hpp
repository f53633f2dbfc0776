// A tree of supervised machines, managed as the package manages it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include <nlohmann/json.hpp>

#include "runtime/quiet_host.hpp"
#include "runtime/scripts/script_options.hpp"

namespace statewarden::testing {

/// Starts, fails, stops and names the children of a script.
class ScriptWorld final : public QuietHost {
 public:
  using Json = nlohmann::json;

  ScriptWorld(const std::string& chart, std::uint64_t seed, const Json& rootOptions);

  // What is done to it; the results are the words that the package has for them.
  std::string send(const std::string& id, const std::string& event);
  void fail(const std::string& id, std::uint32_t count) { failing_[id] = count; }
  std::string start(const std::string& at, const Json& spec);
  std::string instance(const std::string& at, const std::string& id);
  std::string terminate(const std::string& at, const std::string& id);
  std::string restartById(const std::string& at, const std::string& id);
  std::string deleteById(const std::string& at, const std::string& id);
  std::string retry(const std::string& id);
  std::string resetCircuit(const std::string& at);
  /// Lets whole milliseconds pass, as a clock does that is moved on one by one.
  void advance(int milliseconds);

  /// Describes the records since the last call, a line each.
  [[nodiscard]] std::vector<std::string> takeEvents();
  /// Does what the package does when its caller has returned.
  void settle();
  /// Describes the health of each worker that has an actor, by id.
  [[nodiscard]] std::vector<std::string> showHealth() const;

 private:
  /// A strategy as the host sees it.
  struct HostStrategy {
    StrategyIndex index = kNoStrategy;
    bool isResume = false;
    StrategyIndex fallback = kNoStrategy;
  };
  struct Member {
    std::string id;
    std::string path;
    SupervisorId supervisor = kNoSupervisor;
    ChildId member = kNoChild;
    HostStrategy defaultStrategy;
    /// The specs of its children in start order.
    std::vector<ChildId> children;
    Json childTemplate;
    bool isTemporary = false;
    bool isReleased = false;
  };
  struct Worker {
    std::string id;
    std::string at;
    ActorId actor = kNoActor;
    HostStrategy own;
    ChildTraits traits;
    bool isOfTemplate = false;
    bool isForgotten = false;
    bool hasFailedAtStart = false;
    bool isTrial = false;
  };

  std::string startWorker(Member& at, const Json& spec, bool isDynamic);
  void startSupervisor(Member* parent, const Json& spec, bool isDynamic);
  HostStrategy define(const Json& strategy);
  [[nodiscard]] ChildId find(const Member& at, const std::string& id);
  [[nodiscard]] bool isDown(const Member& at);
  [[nodiscard]] std::string checkNew(const Member& at, const std::string& id);
  ManagementVerdict startByCall(ChildId child);
  void stopWorker(ChildId child);
  void stopAll(Member& at);
  void release(Member& at);
  void forget(ChildId child);
  void leave(ChildId child);
  void takeFailure(ChildId child, SupervisorId at);
  void applyFor(Worker& worker, ChildId child, const HostStrategy& strategy, SupervisorId at);
  [[nodiscard]] Member* memberOf(ChildId child);
  [[nodiscard]] Worker* actorOf(const std::string& id);
  [[nodiscard]] std::string pathOf(SupervisorId supervisor) const;
  [[nodiscard]] std::string nameOf(ChildId child) const;
  [[nodiscard]] std::string describe(const EventRecord& record) const;

  ActionReply runAction(ActorToken actor, SlotIndex action) override;
  void notify(ActorId actor, std::uint32_t flags) override;
  void failed(ActorId actor, FailureReason reason) override;
  bool startChild(ChildId child) override;
  bool restartActor(ActorId actor, RestartMode mode) override;
  void requestRestart(ChildId child, RestartMode mode) override { runtime.restart(child, mode); }
  void requestStop(ChildId child) override { runtime.stop(child); }
  void cleanUp(ChildId child, StrategyIndex strategy, std::uint32_t token) override;
  void decide(ChildId child, SupervisorId at) override;
  void escalate(ChildId child, SupervisorId from, SupervisorId to) override;
  void ended(ChildId child) override;

  struct Cleanup {
    ChildId child = kNoChild;
    std::uint32_t token = 0;
  };

  ProgramIndex program_ = kNone;
  std::map<std::string, Member> members_;
  std::map<SupervisorId, std::string> supervisorIds_;
  std::map<ChildId, std::string> memberIds_;
  std::map<ChildId, Worker> workers_;
  std::unordered_map<ActorId, ChildId> childOfActor_;
  std::map<std::string, std::uint32_t> failing_;
  std::vector<Cleanup> endingCleanups_;
  /// The worker whose resumed failure is being applied.
  ChildId resuming_ = kNoChild;
};

}  // namespace statewarden::testing
