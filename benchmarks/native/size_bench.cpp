// Where cost bends with size: the number of actors and of states, and what an idle actor takes.
#include <vector>

#include <benchmark/benchmark.h>
#include <malloc.h>

#include "support/bench_host.hpp"
#include "support/charts.hpp"

namespace statewarden::bench {
namespace {

/// Sends an event to one actor after the other, each far from the one before.
void actors(benchmark::State& state) {
  BenchHost host;
  const ProgramIndex program = host.load(regions(1));
  const EventClass event = host.classify(program, "GO");
  const auto count = static_cast<std::size_t>(state.range(0));
  std::vector<ActorId> all;
  all.reserve(count);
  for (std::size_t i = 0; i < count; ++i) all.push_back(host.start(program));
  std::size_t next = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(host.runtime.actors().send(all[next], event));
    next = (next + 7919) % count;
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(actors)->Name("size, actors")->Arg(1)->Arg(1'000)->Arg(100'000)->Arg(1'000'000);

/// Goes round a ring of states, all of which are known after the first rounds.
void states(benchmark::State& state) {
  BenchHost host;
  const ProgramIndex program = host.load(ring(static_cast<std::uint32_t>(state.range(0))));
  const ActorId actor = host.start(program);
  const EventClass event = host.classify(program, "GO");
  for (std::int64_t i = 0; i < 3 * state.range(0); ++i) host.runtime.actors().send(actor, event);
  for (auto _ : state) benchmark::DoNotOptimize(host.runtime.actors().send(actor, event));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(states)->Name("size, states")->Arg(10)->Arg(1'000)->Arg(10'000);

/// Counts what the allocator gives out for supervised actors that have nothing to do.
void bytesPerActor(benchmark::State& state) {
  const auto count = static_cast<std::size_t>(state.range(0));
  double bytes = 0;
  for (auto _ : state) {
    BenchHost host;
    host.reserve(count);
    const ProgramIndex program = host.load(regions(1));
    const StrategyIndex strategy = host.runtime.supervision().defineStrategy(restartAtOnce());
    const SupervisorId supervisor = host.runtime.addSupervisor(kNoSupervisor, {});
    const auto inUse = [] {
      const struct mallinfo2 info = mallinfo2();
      return static_cast<double>(info.uordblks + info.hblkhd);
    };
    const double before = inUse();
    for (std::size_t i = 0; i < count; ++i) host.supervise(program, supervisor, strategy);
    bytes = (inUse() - before) / static_cast<double>(count);
  }
  state.counters["bytes per actor"] = bytes;
}
BENCHMARK(bytesPerActor)
    ->Name("idle supervised actors")
    ->Arg(1'000'000)
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace statewarden::bench
