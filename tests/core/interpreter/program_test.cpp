// What a program remembers, and what it forgets.
#include "interpreter/program.hpp"

#include <sstream>

#include <gtest/gtest.h>

#include "support/machine.hpp"

namespace statewarden::testing {
namespace {

/// Regions that toggle each on an event of its own; tags make the order of activation count.
std::string independentRegions(int count) {
  std::ostringstream out;
  out << R"({"id": "m", "type": "parallel", "states": {)";
  for (int i = 0; i < count; ++i) {
    out << (i > 0 ? ", " : "") << "\"r" << i
        << R"(": {"initial": "a", "states": {"a": {"tags": "t",)"
        << R"("on": {"T)" << i << R"(": "b"}}, "b": {"on": {"T)" << i << R"(": "a"}}}})";
  }
  out << "}}";
  return out.str();
}

constexpr const char* kToggle = R"({"id": "m", "initial": "a", "states": {
  "a": {"on": {"T": "b"}}, "b": {"on": {"T": "a"}}}})";

TEST(Program, SharesStatesBetweenActors) {
  World world;
  const ProgramIndex program = world.load(kToggle);
  const ActorId first = world.start(program);
  const ActorId second = world.start(program);
  EXPECT_EQ(world.system.find(first)->state, world.system.find(second)->state);
  world.host.send(first, "T");
  EXPECT_NE(world.system.find(first)->state, world.system.find(second)->state);
  world.host.send(second, "T");
  EXPECT_EQ(world.system.find(first)->state, world.system.find(second)->state);
}

TEST(Program, KeepsPlansFromTheSecondVisitOfAStateOn) {
  Machine machine(kToggle);
  machine.start();
  const Program& program = *machine.system.program(machine.program);
  machine.send("T");
  machine.send("T");
  EXPECT_EQ(program.planCount(), 0u);
  machine.send("T");
  machine.send("T");
  // A selection and a step for each of the two states.
  EXPECT_EQ(program.planCount(), 4u);
  for (int i = 0; i < 1000; ++i) machine.send("T");
  EXPECT_EQ(program.planCount(), 4u);
}

TEST(Program, KeepsNoPlanWhenItMayNot) {
  Machine machine(kToggle, {.maxPlans = 0});
  machine.start();
  for (int i = 0; i < 100; ++i) machine.send("T");
  EXPECT_EQ(machine.system.program(machine.program)->planCount(), 0u);
  EXPECT_EQ(machine.value(), R"("a")");
}

TEST(Program, StaysBoundedWhileStatesExplode) {
  constexpr std::uint32_t kLimit = 200;
  Machine machine(independentRegions(10), {.maxPlans = kLimit});
  machine.start();
  const Program& program = *machine.system.program(machine.program);
  std::uint32_t lot = 7;
  for (int i = 0; i < 20'000; ++i) {
    lot = lot * 1'664'525u + 1'013'904'223u;
    machine.host.send(machine.id, "T" + std::to_string((lot >> 16) % 10));
    // The state that the actor is in does not count, and a sweep may lag a little behind.
    ASSERT_LE(program.stateCount() + program.planCount(), kLimit + 8);
  }
}

TEST(Program, ForgetsWhatActorsLeaveBehindOnceItNeedsTheRoom) {
  constexpr std::uint32_t kLimit = 50;
  World world({.maxPlans = kLimit});
  const ProgramIndex program = world.load(independentRegions(8));
  std::vector<ActorId> actors;
  for (int i = 0; i < 256; ++i) {
    actors.push_back(world.start(program));
    for (int bit = 0; bit < 8; ++bit) {
      if ((i >> bit & 1) != 0) world.host.send(actors.back(), "T" + std::to_string(bit));
    }
  }
  EXPECT_GE(world.system.program(program)->stateCount(), 256u);
  for (const ActorId actor : actors) EXPECT_NE(world.value(actor), "none");
  for (const ActorId actor : actors) world.system.remove(actor);
  const ActorId last = world.start(program);
  for (int i = 0; i < 4000; ++i) world.host.send(last, "T" + std::to_string(i % 8));
  EXPECT_LE(world.system.program(program)->stateCount(), kLimit + 8);
}

TEST(Program, CountsLargeStatesForMore) {
  constexpr std::uint32_t kLimit = 400;
  Machine machine(independentRegions(300), {.maxPlans = kLimit});
  machine.start();
  for (int i = 0; i < 2000; ++i) machine.host.send(machine.id, "T" + std::to_string(i % 300));
  EXPECT_LE(machine.system.program(machine.program)->stateCount(), kLimit / 8);
}

TEST(Program, KeepsThePlansThatAreUsedWhileOtherStatesComeAndGo) {
  constexpr std::uint32_t kLimit = 64;
  World world({.maxPlans = kLimit});
  const ProgramIndex program = world.load(independentRegions(8));
  const ActorId steady = world.start(program);
  const ActorId restless = world.start(program);
  for (int i = 0; i < 8; ++i) world.host.send(steady, "T0");
  const State* state = world.system.find(steady)->state;
  const EventClass eventClass = world.host.classify(steady, "T0");
  ASSERT_NE(state->selections.at(eventClass), nullptr);
  std::uint32_t lot = 3;
  for (int i = 0; i < 5000; ++i) {
    lot = lot * 1'664'525u + 1'013'904'223u;
    world.host.send(restless, "T" + std::to_string((lot >> 16) % 8));
    world.host.send(steady, "T0");
    world.host.send(steady, "T0");
  }
  EXPECT_EQ(world.system.find(steady)->state, state);
  EXPECT_NE(state->selections.at(eventClass), nullptr);
}

TEST(Program, RemembersOnlySoManyOutcomesOfGuards) {
  std::ostringstream out;
  out << R"({"id": "m", "type": "parallel", "states": {)";
  for (int i = 0; i < 10; ++i) {
    out << (i > 0 ? ", " : "") << "\"r" << i << R"(": {"on": {"E": {"guard": "g)" << i
        << R"(", "actions": "x)" << i << "\"}}}";
  }
  out << "}}";
  Machine machine(out.str());
  machine.start();
  for (int i = 0; i < 1024; ++i) {
    Log expected;
    for (int bit = 0; bit < 10; ++bit) {
      machine.host.guards["g" + std::to_string(bit)] = (i >> bit & 1) != 0;
      expected.push_back("? g" + std::to_string(bit));
    }
    for (int bit = 0; bit < 10; ++bit) {
      if ((i >> bit & 1) != 0) expected.push_back("x" + std::to_string(bit));
    }
    ASSERT_EQ(machine.send("E"), expected);
  }
  EXPECT_LE(machine.system.program(machine.program)->planCount(), 40u);
}

TEST(Program, NeverGivesTwoStatesTheSameSerialWhileBothLive) {
  Machine machine(independentRegions(6), {.maxPlans = 10});
  machine.start();
  std::uint32_t last = machine.system.find(machine.id)->state->serial;
  for (int i = 0; i < 500; ++i) {
    machine.host.send(machine.id, "T" + std::to_string(i % 6));
    const std::uint32_t serial = machine.system.find(machine.id)->state->serial;
    EXPECT_NE(serial, last);
    EXPECT_NE(serial, 0u);
    last = serial;
  }
}

}  // namespace
}  // namespace statewarden::testing
