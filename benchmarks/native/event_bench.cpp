// What an event costs.
#include <benchmark/benchmark.h>

#include "support/bench_host.hpp"
#include "support/charts.hpp"

namespace statewarden::bench {
namespace {

constexpr ProgramLimits kNoPlans{.maxPlans = 0};

void sendTo(benchmark::State& state, const std::string& chart, const char* type,
            ProgramLimits limits = {}) {
  BenchHost host;
  const ProgramIndex program = host.load(chart, limits);
  const ActorId actor = host.start(program);
  const EventClass event = host.classify(program, type);
  for (auto _ : state) benchmark::DoNotOptimize(host.runtime.actors().send(actor, event));
  state.SetItemsProcessed(state.iterations());
}

void regionsWithPlans(benchmark::State& state) {
  sendTo(state, regions(static_cast<std::uint32_t>(state.range(0))), "GO");
}
BENCHMARK(regionsWithPlans)->Name("event, plan known, regions")->Arg(1)->Arg(8)->Arg(32);

void regionsWithoutPlans(benchmark::State& state) {
  sendTo(state, regions(static_cast<std::uint32_t>(state.range(0))), "GO", kNoPlans);
}
BENCHMARK(regionsWithoutPlans)->Name("event, step computed, regions")->Arg(1)->Arg(8)->Arg(32);

void depthWithPlans(benchmark::State& state) {
  sendTo(state, nested(static_cast<std::uint32_t>(state.range(0))), "GO");
}
BENCHMARK(depthWithPlans)->Name("event, plan known, depth")->Arg(10);

void depthWithoutPlans(benchmark::State& state) {
  sendTo(state, nested(static_cast<std::uint32_t>(state.range(0))), "GO", kNoPlans);
}
BENCHMARK(depthWithoutPlans)->Name("event, step computed, depth")->Arg(10);

void unhandled(benchmark::State& state) {
  sendTo(state, regions(1), "UNKNOWN");
}
BENCHMARK(unhandled)->Name("event that nothing handles");

}  // namespace
}  // namespace statewarden::bench
