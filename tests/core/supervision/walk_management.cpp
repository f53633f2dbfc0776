// The management calls of a random walk, and what their answers must mean.
#include <gtest/gtest.h>

#include "supervision/walk.hpp"

namespace statewarden {

void Walk::startByCall() {
  const std::string name = "actor" + std::to_string(actorCount_++);
  if (pick_(3) == 0) world_.failingStarts[name] = 1;
  const ChildId id = world_.addStopped(name, randomSupervisor(), randomStrategy());
  if (id == kNoChild) return;
  children_[name] = id;
  setTraits(id);
  const ManagementVerdict verdict = world_.supervision.restartChild(id, world_.now);
  expectStarted(id, verdict);
  if (verdict != ManagementVerdict::startFailed && verdict != ManagementVerdict::goingDown) return;
  world_.supervision.removeChild(id);
  children_.erase(name);
}

void Walk::expectStarted(ChildId id, ManagementVerdict verdict) {
  const ChildPresence presence = world_.supervision.presence(id);
  if (verdict == ManagementVerdict::startFailed) {
    EXPECT_EQ(presence, ChildPresence::stopped);
  }
  if (verdict == ManagementVerdict::running) {
    EXPECT_EQ(presence, ChildPresence::running);
  }
  if (verdict == ManagementVerdict::restarting) {
    EXPECT_EQ(presence, ChildPresence::restarting);
  }
  if (verdict == ManagementVerdict::notFound) {
    EXPECT_EQ(presence, ChildPresence::absent);
  }
}

void Walk::manage(ChildId id) {
  Supervision& supervision = world_.supervision;
  const ChildPresence before = supervision.presence(id);
  switch (pick_(4)) {
    case 0: {
      const ChildId owner = supervision.memberOf(supervision.supervisorOf(id));
      const ManagementVerdict verdict = supervision.terminateChild(id, world_.now);
      const bool isKnown = before != ChildPresence::absent;
      EXPECT_EQ(verdict, isKnown ? ManagementVerdict::ok : ManagementVerdict::notFound);
      // A supervisor that waited for this end may begin anew at once, without its passing children.
      const ChildPresence after = supervision.presence(id);
      const bool isOwnerGone =
          owner != kNoChild && supervision.presence(owner) == ChildPresence::absent;
      const bool mayBeGone =
          !isKnown || isOwnerGone || passing_.contains(id) || deleted_.contains(id);
      EXPECT_TRUE(after == ChildPresence::stopped || (mayBeGone && after == ChildPresence::absent));
      break;
    }
    case 1:
      expectStarted(id, supervision.restartChild(id, world_.now));
      break;
    case 2: {
      const ManagementVerdict verdict = supervision.deleteChild(id);
      EXPECT_EQ(verdict == ManagementVerdict::ok, before == ChildPresence::stopped);
      if (verdict == ManagementVerdict::ok) {
        EXPECT_EQ(supervision.presence(id), ChildPresence::absent);
        deleted_.insert(id);
      }
      break;
    }
    default:
      setTraits(id);
  }
}

void Walk::manageSupervisor(SupervisorId id) {
  Supervision& supervision = world_.supervision;
  const ChildId member = supervision.memberOf(id);
  switch (pick_(4)) {
    case 0: {
      SupervisorPolicy policy = randomPolicy();
      policy.defaultStrategy = supervision.defineStrategy(randomStrategy());
      supervision.setPolicy(id, policy, world_.now);
      break;
    }
    case 1:
      static_cast<void>(supervision.terminateChild(member, world_.now));
      break;
    case 2:
      static_cast<void>(supervision.restartChild(member, world_.now));
      break;
    default:
      if (member != kNoChild) setTraits(member);
  }
}

void Walk::checkCounts(SupervisorId id) {
  const Supervision& supervision = world_.supervision;
  const ChildCounts counts = supervision.countChildren(id);
  ChildCounts seen;
  for (ChildId at = supervision.lastChild(id); at != kNoChild; at = supervision.previousChild(at)) {
    const ChildPresence presence = supervision.presence(at);
    ++seen.specs;
    if (presence == ChildPresence::running) ++seen.active;
    if (presence == ChildPresence::restarting) ++seen.restarting;
    EXPECT_EQ(supervision.supervisorOf(at), id);
  }
  EXPECT_EQ(counts.specs, seen.specs);
  EXPECT_EQ(counts.active, seen.active);
  EXPECT_EQ(counts.restarting, seen.restarting);
  EXPECT_EQ(counts.specs, counts.supervisors + counts.workers);
}

}  // namespace statewarden
