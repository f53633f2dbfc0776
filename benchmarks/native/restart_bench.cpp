// What failures cost: crash to restarted, many crashes, group restarts, a breaker's check.
#include <algorithm>
#include <ctime>
#include <vector>

#include <benchmark/benchmark.h>

#include "support/bench_host.hpp"
#include "support/charts.hpp"

namespace statewarden::bench {
namespace {

/// Returns the milliseconds that this thread has worked, so that other programs do not count.
double workedSoFar() {
  struct timespec time {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// One supervisor and its children, all of which can be made to crash.
class Group {
 public:
  Group(std::int64_t count, const Strategy& strategy, SupervisorPolicy policy = {}) {
    const ProgramIndex program = host.load(crashing());
    crash_ = host.classify(program, "CRASH");
    const StrategyIndex index = host.runtime.supervision().defineStrategy(strategy);
    const SupervisorId supervisor = host.runtime.addSupervisor(kNoSupervisor, policy);
    for (std::int64_t i = 0; i < count; ++i) {
      actors.push_back(host.supervise(program, supervisor, index));
    }
  }

  void crash(ActorId actor) { host.runtime.actors().send(actor, crash_); }
  /// Fires what is due, slice by slice, and returns the milliseconds of the longest slice.
  double goOn() {
    double longest = 0;
    for (bool isMoreDue = true; isMoreDue;) {
      const double began = workedSoFar();
      isMoreDue = host.runtime.advance(Runtime::kSystemClock, host.time);
      longest = std::max(longest, workedSoFar() - began);
    }
    return longest;
  }
  [[nodiscard]] bool areAllRunning() {
    return std::ranges::all_of(actors,
                               [&](ActorId it) { return host.stateOf(it) == ChildState::running; });
  }

  BenchHost host;
  std::vector<ActorId> actors;

 private:
  EventClass crash_ = kUnmatchedEvent;
};

void crashBesideSiblings(benchmark::State& state) {
  Group group(state.range(0), restartAtOnce());
  // Each has failed before; then another one each time, far from the one before in memory.
  for (const ActorId actor : group.actors) group.crash(actor);
  std::size_t next = 0;
  for (auto _ : state) {
    group.crash(group.actors[next]);
    next = (next + 7919) % group.actors.size();
  }
  if (!group.areAllRunning()) state.SkipWithError("not all are running");
}
BENCHMARK(crashBesideSiblings)
    ->Name("crash to restarted, siblings")
    ->Arg(1)
    ->Arg(1'000)
    ->Arg(10'000)
    ->Arg(100'000);

void crashOfTheSame(benchmark::State& state) {
  Group group(state.range(0), restartAtOnce());
  for (auto _ : state) group.crash(group.actors.back());
  if (!group.areAllRunning()) state.SkipWithError("not all are running");
}
BENCHMARK(crashOfTheSame)
    ->Name("crash to restarted, the same one, siblings")
    ->Arg(1)
    ->Arg(1'000)
    ->Arg(10'000)
    ->Arg(100'000);

void crashAfterRestarts(benchmark::State& state) {
  constexpr std::uint32_t kLimit = 100'000'000;
  SupervisorPolicy policy;
  policy.maxRestarts = kLimit;
  policy.window = 3'600'000;
  Group group(1, restartAtOnce(kLimit), policy);
  for (std::int64_t i = 0; i < state.range(0); ++i) group.crash(group.actors.front());
  for (auto _ : state) group.crash(group.actors.front());
  if (!group.areAllRunning()) state.SkipWithError("not all are running");
}
BENCHMARK(crashAfterRestarts)
    ->Name("crash to restarted, restarts in the window")
    ->Arg(0)
    ->Arg(1'000)
    ->Arg(1'000'000);

void groupRestart(benchmark::State& state) {
  SupervisorPolicy policy;
  policy.scope = RestartScope::oneForAll;
  Group group(state.range(0), restartAtOnce(), policy);
  double longest = 0;
  for (auto _ : state) {
    const double began = workedSoFar();
    group.crash(group.actors.front());
    longest = std::max({longest, workedSoFar() - began, group.goOn()});
  }
  if (!group.areAllRunning()) state.SkipWithError("not all are running");
  state.counters["longest slice, ms"] = longest;
}
BENCHMARK(groupRestart)
    ->Name("group restart, children")
    ->Arg(10'000)
    ->Unit(benchmark::kMillisecond);

void allCrash(benchmark::State& state) {
  Strategy strategy = restartAtOnce();
  // With a back-off all restarts are due together; without, each is part of its crash.
  const auto delay = static_cast<double>(state.range(1));
  if (delay > 0) strategy.backoff = {.type = BackoffType::linear, .initialDelay = delay};
  strategy.resetTimeout = 0;
  Group group(state.range(0), strategy);
  double longest = 0;
  for (auto _ : state) {
    for (const ActorId actor : group.actors) group.crash(actor);
    group.host.time += delay;
    longest = std::max(longest, group.goOn());
  }
  if (!group.areAllRunning()) state.SkipWithError("not all are running");
  state.counters["longest slice, ms"] = longest;
}
BENCHMARK(allCrash)
    ->Name("all crash together, children, back-off")
    ->Args({10'000, 0})
    ->Args({10'000, 10})
    ->Args({100'000, 10})
    ->Unit(benchmark::kMillisecond);

void breakerCheck(benchmark::State& state) {
  CircuitBreaker breaker({}, 1);
  double now = 0;
  for (auto _ : state) {
    now += 1;
    benchmark::DoNotOptimize(breaker);
    benchmark::DoNotOptimize(breaker.isAllowed(now));
  }
}
BENCHMARK(breakerCheck)->Name("breaker, check");

void breakerCall(benchmark::State& state) {
  CircuitBreaker breaker({}, 1);
  double now = 0;
  for (auto _ : state) {
    now += 1;
    benchmark::DoNotOptimize(breaker);
    const Permit permit = breaker.tryAcquire(now);
    breaker.recordSuccess(now, permit.generation);
  }
}
BENCHMARK(breakerCall)->Name("breaker, permit and success");

}  // namespace
}  // namespace statewarden::bench
