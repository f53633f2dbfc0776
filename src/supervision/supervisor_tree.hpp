// Who supervises whom, and in which order.
#pragma once

#include <cstdint>
#include <memory>

#include "supervision/child.hpp"
#include "supervision/circuit_gate.hpp"
#include "supervision/failure_record.hpp"
#include "supervision/slot_table.hpp"
#include "supervision/supervisor_policy.hpp"
#include "supervision/sweep.hpp"

namespace statewarden {

/// One child of a supervisor; kept small, since there may be a million.
struct Child {
  ActorId actor = kNoActor;
  /// The supervisor that this child is, if it is not an actor.
  SupervisorId inner = kNoSupervisor;
  SupervisorId supervisor = kNoSupervisor;
  ChildId previous = kNoChild;
  ChildId next = kNoChild;
  StrategyIndex strategy = kNoStrategy;
  double startedAt = 0;
  /// Grows from child to child in the whole tree.
  std::uint64_t order = 0;
  std::unique_ptr<FailureRecord> record;
  /// Changes with the state, so that what belonged to an earlier state is told apart.
  std::uint32_t epoch = 0;
  /// The last sweep that had begun when it was told to stop; only a later one may revive it.
  std::uint32_t stoppedAfter = 0;
  ChildState state = ChildState::running;
  ChildTraits traits;
  /// Says that a restart was requested and not carried out yet.
  bool isRestartRequested : 1 = false;
  /// Says that a sweep took it down and will start it.
  bool isHalted : 1 = false;
  /// Says that the record holds the mode of its next start.
  bool hasMode : 1 = false;
  /// Says that a restart, or the waiting events after it, are on the stack.
  bool isBusy : 1 = false;
  bool isResumeRequested : 1 = false;
  /// Says that it finished before its restart returned.
  bool hasFinishedEarly : 1 = false;
  bool isFailedStart : 1 = false;
  /// Says that a failed start was not reported yet.
  bool isUnreported : 1 = false;
  /// Says that its failure was handed to the decider, who did not take note yet.
  bool isEscalated : 1 = false;
  /// Says that it failed while the circuit was open and is tried now, without back-off.
  bool isProbe : 1 = false;
  /// Times the host was asked what to do beyond the limit of resumed errors.
  std::uint8_t hostQuestions : 4 = 0;
  /// Says that it is being stopped because of a failure.
  bool isGivenUp : 1 = false;
  /// Says that its stop is on the stack.
  bool isEnding : 1 = false;
  /// Says that somebody stopped it, rather than that it ended by itself or for a failure.
  bool isStoppedOnPurpose : 1 = false;
  /// Says that it went down with its supervisor and comes back with it.
  bool isStoppedTogether : 1 = false;
  /// Says that it is forgotten until its supervisor begins anew.
  bool isRetired : 1 = false;
  /// Says that it is being started by call, which is not tried again.
  bool isTrial : 1 = false;
  /// Says that an actor is being made for it, whose failures wait until it is known whether it
  /// started.
  bool isBeingMade : 1 = false;
  /// Says that it failed while it was made or started by call.
  bool hasFailedInTrial : 1 = false;
  /// Says that a heartbeat or something that takes time is waited for.
  bool hasDeadlines : 1 = false;

  [[nodiscard]] bool isSupervisor() const { return inner != kNoSupervisor; }
  /// Says that it was stopped or finished, or is about to be stopped.
  [[nodiscard]] bool hasEnded() const {
    return state == ChildState::stopping || state == ChildState::stopped;
  }
  [[nodiscard]] FailureRecord& failures() {
    if (record == nullptr) record = std::make_unique<FailureRecord>();
    return *record;
  }
};

/// One supervisor and the list of its children.
struct SupervisorNode {
  SupervisorPolicy policy;
  SupervisorId parent = kNoSupervisor;
  /// What it is to its parent.
  ChildId member = kNoChild;
  ChildId first = kNoChild;
  ChildId last = kNoChild;
  std::uint32_t childCount = 0;
  /// Significant children that have not ended.
  std::uint32_t significantCount = 0;
  StampWindow restarts;
  std::unique_ptr<CircuitGate> gate;
  std::unique_ptr<Sweep> sweep;
  /// Says that it is being stopped step by step, and restarts nobody meanwhile.
  bool isClosing = false;
  /// Says that a sweep from above took children down that are to come back with it.
  bool hasHaltedChildren = false;

  /// Says that it is on its way down by a sweep of its own.
  [[nodiscard]] bool isEnding() const { return sweep != nullptr && sweep->endsSupervisor(); }
};

/// Owns supervisors and children; every step along a list or up the tree is O(1).
class SupervisorTree {
 public:
  /// Adds a supervisor, as the last child of its parent if it has one.
  [[nodiscard]] SupervisorId addSupervisor(SupervisorId parent, SupervisorNode node);
  /// Adds a child behind its siblings.
  [[nodiscard]] ChildId addChild(SupervisorId supervisor, Child child);
  /// Unlinks and forgets a child.
  void removeChild(ChildId id);
  /// Forgets a supervisor that has no children, and what it was to its parent.
  void removeSupervisor(SupervisorId id);

  [[nodiscard]] Child* child(ChildId id) { return children_.find(id); }
  [[nodiscard]] const Child* child(ChildId id) const { return children_.find(id); }
  [[nodiscard]] SupervisorNode* supervisor(SupervisorId id) { return supervisors_.find(id); }
  [[nodiscard]] const SupervisorNode* supervisor(SupervisorId id) const {
    return supervisors_.find(id);
  }
  [[nodiscard]] std::size_t childCount() const { return children_.size(); }
  [[nodiscard]] std::size_t supervisorCount() const { return supervisors_.size(); }

  /// Returns a number that is larger than the order of every child there is.
  [[nodiscard]] std::uint64_t nextOrder() const { return nextOrder_; }
  /// Says whether `id` is `ancestor` or below it; O(depth).
  [[nodiscard]] bool isWithin(SupervisorId id, SupervisorId ancestor) const;
  /// Says whether something holds for a supervisor or one above it; O(depth).
  template <typename Predicate>
  [[nodiscard]] bool holdsUpwards(SupervisorId id, Predicate holds) const {
    const SupervisorNode* node = supervisor(id);
    while (node != nullptr && !holds(*node)) node = supervisor(node->parent);
    return node != nullptr;
  }

  /// Returns the child from which all of a subtree can be visited backwards.
  [[nodiscard]] ChildId lastWithin(SupervisorId root) const;
  /// Returns the child before one, children of a supervisor before the supervisor itself.
  [[nodiscard]] ChildId previousWithin(SupervisorId root, ChildId id) const;
  /// Returns the child after one; skips what is below it unless told to enter.
  [[nodiscard]] ChildId nextWithin(SupervisorId root, ChildId id, bool entersInner) const;

 private:
  [[nodiscard]] ChildId deepestLast(ChildId id) const;

  SlotTable<Child> children_;
  SlotTable<SupervisorNode> supervisors_;
  std::uint64_t nextOrder_ = 0;
};

}  // namespace statewarden
