// Hosts that come back into the system from any callback.
#include <gtest/gtest.h>

#include "support/machine.hpp"

namespace statewarden::testing {
namespace {

constexpr const char* kChart = R"({"id": "m", "initial": "a", "states": {
  "a": {"on": {"E": {"target": "b", "guard": "ask", "actions": "act"}, "X": {"actions": "x"}}},
  "b": {"on": {"E": {"target": "a", "actions": "act"}, "X": {"actions": "x"}}}}})";

TEST(Nesting, QueuesWhatAnActorSendsItselfFromAnyCallback) {
  for (const char* place : {"ask", "act", "notify"}) {
    Machine machine(kChart);
    machine.system.setListening(machine.id, true);
    machine.start();
    std::uint32_t sent = 0;
    machine.host.onCall[place] = [&](ActorId actor) {
      if (++sent > 1) return;
      EXPECT_EQ(machine.host.send(actor, "X"), kQueued) << place;
    };
    machine.send("E");
    EXPECT_EQ(machine.value(), R"("b")") << place;
    EXPECT_GE(sent, 1u) << place;
    EXPECT_EQ(machine.system.mailboxSize(machine.id), 0u) << place;
  }
}

TEST(Nesting, ProcessesWhatOneActorSendsAnotherAtOnce) {
  World world;
  const ProgramIndex program = world.load(kChart);
  const ActorId first = world.start(program);
  const ActorId second = world.start(program);
  bool isDone = false;
  world.host.onCall["act"] = [&](ActorId actor) {
    if (actor != first || isDone) return;
    isDone = true;
    EXPECT_EQ(world.host.send(second, "E"), kTransitioned | kChanged);
    EXPECT_EQ(world.value(second), R"("b")");
    EXPECT_EQ(world.host.send(first, "X"), kQueued);
  };
  world.host.send(first, "E");
  EXPECT_TRUE(isDone);
  EXPECT_EQ(world.host.takeLog(), (Log{"? ask", "act", "? ask", "act", "x"}));
}

TEST(Nesting, BoundsTheDepthAndLosesNothing) {
  // Each actor sends to the next one while it acts.
  constexpr std::size_t kActors = 200;
  World world;
  const ProgramIndex program = world.load(kChart);
  std::vector<ActorId> actors;
  for (std::size_t i = 0; i < kActors; ++i) actors.push_back(world.start(program));
  std::uint32_t depth = 0;
  std::uint32_t deepest = 0;
  world.host.onCall["act"] = [&](ActorId actor) {
    deepest = std::max(deepest, ++depth);
    const auto self = std::find(actors.begin(), actors.end(), actor);
    if (self + 1 != actors.end()) world.host.send(*(self + 1), "E");
    --depth;
  };
  world.host.send(actors.front(), "E");
  for (const ActorId actor : actors) EXPECT_EQ(world.value(actor), R"("b")");
  EXPECT_EQ(deepest, ActorSystem::kMaxDepth);
  EXPECT_EQ(world.host.heldEvents(), 0u);
}

TEST(Nesting, KeepsTheOrderOfEventsThatWaitBecauseOfTheDepth) {
  World world;
  const ProgramIndex program = world.load(kChart);
  std::vector<ActorId> actors;
  for (std::size_t i = 0; i < ActorSystem::kMaxDepth; ++i) actors.push_back(world.start(program));
  const ActorId last = world.start(program);
  Log order;
  world.host.onCall["act"] = [&](ActorId actor) {
    const auto self = std::find(actors.begin(), actors.end(), actor);
    if (self + 1 < actors.end()) {
      world.host.send(*(self + 1), "E");
      // Back at a lesser depth: the event that waits goes first all the same.
      if (actor != actors[10]) return;
      EXPECT_EQ(world.host.send(last, "E"), kQueued);
    } else if (self != actors.end()) {
      EXPECT_EQ(world.host.send(last, "X"), kQueued);
    } else {
      order.push_back("E");
    }
  };
  world.host.onCall["x"] = [&](ActorId) { order.push_back("X"); };
  world.host.send(actors.front(), "E");
  EXPECT_EQ(order, (Log{"X", "E"}));
}

TEST(Nesting, PutsOffDeepStartsAndRefusesDeeperInitialStates) {
  World world;
  const ProgramIndex program = world.load(R"({"id": "m", "initial": "a", "states": {
    "a": {"invoke": {"src": "self", "id": "child"}}}})");
  std::vector<ActorId> family{world.create(program)};
  world.host.onCall["create child"] = [&](ActorId) {
    family.push_back(world.create(program));
    world.system.initialize(family.back());
  };
  world.system.initialize(family.front());
  // The innermost one failed as an endless loop, and so its parents have no child that never ends.
  EXPECT_EQ(family.size(), ActorSystem::kMaxCreationDepth + 1u);
  EXPECT_EQ(world.system.find(family.back())->initialResult, MacrostepResult::endlessLoop);
  std::size_t started = 0;
  world.host.onCall["start child"] = [&](ActorId) { world.system.start(family[++started]); };
  world.system.start(family.front());
  for (std::size_t i = 0; i + 1 < family.size(); ++i) {
    EXPECT_EQ(world.system.find(family[i])->status, ActorStatus::running) << i;
  }
  EXPECT_EQ(world.host.log.back(), "failed: endlessLoop");
}

TEST(Nesting, CommitsAContextBeforeAnotherEventIsOpened) {
  World world;
  const ProgramIndex program = world.load(R"({"id": "m", "initial": "a", "states": {"a": {"on": {
    "E": {"actions": ["assign:x", "again"]}, "F": {"actions": "f"}}}}})");
  const ActorId actor = world.start(program);
  bool isCommitted = false;
  world.host.onCall["committed"] = [&](ActorId) { isCommitted = true; };
  world.host.onCall["again"] = [&](ActorId id) { world.host.send(id, "F"); };
  world.host.onCall["f"] = [&](ActorId) { EXPECT_TRUE(isCommitted); };
  world.host.send(actor, "E");
  EXPECT_TRUE(isCommitted);
  EXPECT_EQ(world.host.takeLog(), (Log{"assign:x", "again", "f"}));
}

TEST(Nesting, LeavesTheCommitToTheSenderWhenNobodyElseLooks) {
  Machine machine(kChart);
  machine.start();
  std::uint32_t commits = 0;
  machine.host.onCall["committed"] = [&](ActorId) { ++commits; };
  EXPECT_EQ(machine.host.send(machine.id, "E"), kTransitioned | kChanged);
  EXPECT_EQ(commits, 0u);
  machine.system.setListening(machine.id, true);
  machine.host.send(machine.id, "E");
  EXPECT_EQ(commits, 1u);
}

TEST(Nesting, FinishesTheEventBeforeAStopThatItAskedFor) {
  for (const char* place : {"ask", "act", "notify"}) {
    Machine machine(kChart);
    machine.system.setListening(machine.id, true);
    machine.start();
    machine.host.onCall[place] = [&](ActorId actor) {
      machine.host.send(actor, "X");
      machine.system.stop(actor);
      machine.host.send(actor, "X");
    };
    const Log log = machine.send("E");
    EXPECT_EQ(log.back(), "stopped") << place;
    EXPECT_EQ(machine.status(), ActorStatus::stopped) << place;
    EXPECT_EQ(std::count(log.begin(), log.end(), "dead letter X: stoppedWhileWaiting"), 2) << place;
    EXPECT_EQ(machine.host.heldEvents(), 0u) << place;
  }
}

TEST(Nesting, RemovesAnActorOnlyOnceItIsIdle) {
  for (const char* place : {"ask", "act", "notify"}) {
    World world;
    const ProgramIndex program = world.load(kChart);
    const ActorId actor = world.start(program);
    world.system.setListening(actor, true);
    bool isBusyStill = false;
    world.host.onCall[place] = [&](ActorId id) {
      world.system.remove(id);
      isBusyStill = world.system.find(id) != nullptr;
      // Neither can the program go while the actor runs it.
      EXPECT_FALSE(world.system.removeProgram(program));
    };
    world.host.send(actor, "E");
    EXPECT_TRUE(isBusyStill) << place;
    EXPECT_EQ(world.system.find(actor), nullptr) << place;
    EXPECT_TRUE(world.system.removeProgram(program)) << place;
    EXPECT_EQ(world.system.size(), 0u) << place;
  }
}

TEST(Nesting, SurvivesAHostThatRemovesActorAndProgramWhenToldOfTheStop) {
  World world;
  const ProgramIndex program = world.load(kChart);
  const ActorId actor = world.start(program);
  world.host.onCall["act"] = [&](ActorId id) { world.system.stop(id); };
  world.host.onCall["stopped"] = [&](ActorId id) {
    world.system.remove(id);
    EXPECT_TRUE(world.system.removeProgram(program));
    EXPECT_EQ(world.load(kChart), program);
  };
  world.host.send(actor, "E");
  EXPECT_EQ(world.system.find(actor), nullptr);
}

TEST(Nesting, SurvivesAHostThatRemovesActorAndProgramWhenToldOfTheFailure) {
  World world;
  const ProgramIndex program = world.load(R"({"id": "m", "initial": "a", "states": {
    "a": {"on": {"E": {"actions": "throw"}}}}})");
  const ActorId actor = world.start(program);
  world.host.onCall["failed"] = [&](ActorId id) {
    world.system.remove(id);
    EXPECT_TRUE(world.system.removeProgram(program));
  };
  EXPECT_EQ(world.host.send(actor, "E"), kFailed);
  EXPECT_EQ(world.system.find(actor), nullptr);
}

TEST(Nesting, SurvivesAHostThatRemovesTheActorWhenADeadLetterTellsOfItsEnd) {
  World world;
  const ProgramIndex program = world.load(kChart);
  const ActorId actor = world.create(program);
  world.system.initialize(actor);
  world.host.send(actor, "E");
  world.host.send(actor, "X");
  world.host.onCall["deadLetter"] = [&](ActorId id) {
    world.system.remove(id);
    static_cast<void>(world.start(program));
  };
  world.system.remove(actor);
  EXPECT_EQ(world.system.find(actor), nullptr);
  EXPECT_EQ(world.host.heldEvents(), 0u);
  EXPECT_EQ(world.system.size(), 2u);
}

TEST(Nesting, DropsInternalEventsAndEffectsThatComeWhenNobodyIsBusy) {
  Machine machine(kChart);
  machine.start();
  machine.system.raise(machine.id, kUnmatchedEvent, machine.host.hold("R"));
  EXPECT_EQ(machine.host.heldEvents(), 0u);
}

TEST(Nesting, KeepsTheEffectsOfActorsApartThatAreBusyInsideOneAnother) {
  World world;
  const ProgramIndex program = world.load(R"({"id": "m", "initial": "a", "states": {
    "a": {"on": {"E": {"target": "b", "actions": "act"}}},
    "b": {"invoke": {"src": "s", "id": "child"}, "after": {"10": "a"}}}})");
  const ActorId outer = world.start(program);
  const ActorId inner = world.start(program);
  Log order;
  world.host.onCall["start child"] = [&](ActorId actor) {
    order.push_back(actor == outer ? "outer" : "inner");
  };
  world.host.onCall["act"] = [&](ActorId actor) {
    if (actor == outer) world.host.send(inner, "E");
  };
  world.host.send(outer, "E");
  EXPECT_EQ(order, (Log{"inner", "outer"}));
  world.advance(10);
  EXPECT_EQ(world.value(outer), R"("a")");
  EXPECT_EQ(world.value(inner), R"("a")");
}

}  // namespace
}  // namespace statewarden::testing
