// One actor in a system of its own, for tests of what machines do.
#pragma once

#include <string>
#include <vector>

#include "support/fake_host.hpp"

namespace statewarden::testing {

/// A system with a virtual clock and helpers to make actors from JSON text.
class World {
 public:
  explicit World(ProgramLimits limits = {}) : limits_(limits) { host.attach(system); }

  /// Parses a chart, which must be without errors.
  [[nodiscard]] ProgramIndex load(const std::string& json);
  [[nodiscard]] ActorId create(ProgramIndex program) { return system.add(program, 0); }
  /// Creates and starts an actor.
  [[nodiscard]] ActorId start(ProgramIndex program);
  /// Lets time pass, and fires what is due at its end, as XState's SimulatedClock does.
  void advance(double milliseconds);
  /// Returns the actor's state value as JSON text.
  [[nodiscard]] std::string value(ActorId actor);
  /// Returns the ids of the active nodes in their order.
  [[nodiscard]] std::vector<std::string> nodes(ActorId actor);

  FakeHost host;
  ActorSystem system{host};

 private:
  ProgramLimits limits_;
};

/// A world with one running actor.
class Machine : public World {
 public:
  explicit Machine(const std::string& json, ProgramLimits limits = {})
      : World(limits), program(load(json)), id(create(program)) {}

  /// Starts the actor and returns what it logged.
  std::vector<std::string> start();
  /// Sends an event and returns what was logged meanwhile.
  std::vector<std::string> send(const std::string& type);
  /// Lets time pass and returns what was logged meanwhile.
  std::vector<std::string> wait(double milliseconds);
  [[nodiscard]] std::string value() { return World::value(id); }
  [[nodiscard]] ActorStatus status() { return system.find(id)->status; }

  ProgramIndex program;
  ActorId id;
};

/// Shortens what tests compare with logs.
using Log = std::vector<std::string>;

}  // namespace statewarden::testing
