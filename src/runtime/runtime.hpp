// The whole core in one object: programs, actors, their supervision and its events.
#pragma once

#include <optional>
#include <string_view>

#include "actor/actor_system.hpp"
#include "chart/parse_chart.hpp"
#include "runtime/actor_port.hpp"
#include "runtime/breaker_table.hpp"
#include "runtime/counts.hpp"
#include "runtime/runtime_host.hpp"
#include "supervision/supervision.hpp"
#include "telemetry/event_ring.hpp"

namespace statewarden {

/// A config that was read: a program when it is valid, and in any case what was found.
struct LoadedProgram {
  /// kNone when the config has errors.
  ProgramIndex program = kNone;
  ParsedChart parsed;
};

/// Owns everything; supervision lives by the time of clock 0, which the host keeps.
class Runtime final : private TimerListener {
 public:
  Runtime(RuntimeHost& host, std::uint64_t seed);

  /// Reads a config and makes a program of it; linear in the text's length.
  [[nodiscard]] LoadedProgram load(std::string_view json);
  [[nodiscard]] ActorSystem& actors() { return actors_; }
  [[nodiscard]] EventRing& events() { return events_; }
  [[nodiscard]] BreakerTable& breakers() { return breakers_; }
  /// Returns supervision as far as it needs no time; what does has a method here.
  [[nodiscard]] Supervision& supervision() { return supervision_; }
  /// Returns the time of a clock.
  [[nodiscard]] double now(ClockIndex clock = kSystemClock) const { return host_.now(clock); }
  /// Fires what is due, a slice at a time; says whether more is due already.
  bool advance(ClockIndex clock, double now);
  /// Starts all random numbers anew; the same seed and the same calls give the same events.
  void seed(std::uint64_t seed);
  [[nodiscard]] Counts counts() const;
  /// Adds a circuit breaker for direct use.
  [[nodiscard]] BreakerId addBreaker(const CircuitOptions& options, ClockIndex clock);

  // Supervision at the present time; see Supervision.
  [[nodiscard]] SupervisorId addSupervisor(SupervisorId parent, const SupervisorPolicy& policy);
  void setPolicy(SupervisorId supervisor, const SupervisorPolicy& policy);
  void removeSupervisor(SupervisorId supervisor);
  void commandCircuit(SupervisorId supervisor, CircuitCommand command);
  void restoreCircuit(SupervisorId supervisor, const CircuitSnapshot& snapshot);
  [[nodiscard]] ChildId addChild(SupervisorId supervisor, ActorId actor, StrategyIndex strategy);
  void removeChild(ChildId child);
  [[nodiscard]] FailureVerdict noteFailure(ChildId child, SupervisorId at, bool counts = true);
  void apply(ChildId child, StrategyIndex strategy, SupervisorId at);
  bool restart(ChildId child, RestartMode mode);
  void stop(ChildId child);
  void cleanedUp(ChildId child, std::uint32_t token, bool succeeded);
  void finished(ChildId child);
  bool retryNow(ChildId child);
  void setHeartbeat(ChildId child, const Heartbeat& heartbeat);
  void beat(ChildId child) { supervision_.beat(child, now()); }
  [[nodiscard]] DeadlineId addDeadline(ChildId child, double milliseconds);
  void cancelDeadline(DeadlineId deadline);
  void noteOverrun(ChildId child, double milliseconds);
  [[nodiscard]] ManagementVerdict terminateChild(ChildId child);
  [[nodiscard]] ManagementVerdict restartChild(ChildId child);
  [[nodiscard]] ManagementVerdict deleteChild(ChildId child);
  [[nodiscard]] ChildHealth health(ChildId child) const;
  [[nodiscard]] std::optional<CircuitState> circuitState(SupervisorId supervisor) const;

  /// The clock of supervision.
  static constexpr ClockIndex kSystemClock = statewarden::kSystemClock;

 private:
  [[nodiscard]] std::uint32_t onTimer(const TimerPayload& payload, double now) override;
  void updateWakeTime() { actors_.updateWakeTime(kSystemClock); }

  RuntimeHost& host_;
  ActorSystem actors_;
  EventRing events_;
  ActorPort port_;
  Supervision supervision_;
  BreakerTable breakers_;
  Random breakerSeeds_;
};

}  // namespace statewarden
