#include <array>

#include <gtest/gtest.h>

#include "fuzz/charts.hpp"
#include "fuzz/targets.hpp"
#include "interpreter/plan_trace.hpp"

namespace statewarden::fuzz {
namespace {

using testing::PlanTrace;

constexpr int kMaxSteps = 60;
constexpr std::uint32_t kCharts = 65'536;

/// The same machine three times, the last of which computes every step.
class Lockstep {
 public:
  explicit Lockstep(const std::shared_ptr<const Chart>& chart)
      : traces_{PlanTrace(chart, 16'384), PlanTrace(chart, 2), PlanTrace(chart, 0)} {}

  template <typename Step>
  void perform(const Step& step) {
    for (PlanTrace& trace : traces_) {
      step(trace);
      trace.note();
    }
    const std::string reference = traces_.back().takeText();
    for (std::size_t i = 0; i + 1 < traces_.size(); ++i) {
      EXPECT_EQ(traces_[i].takeText(), reference);
    }
  }
  void end() {
    for (PlanTrace& trace : traces_) EXPECT_EQ(trace.end(), 0u);
  }

 private:
  std::array<PlanTrace, 3> traces_;
};

void perform(Lockstep& machines, ByteReader& reader, const std::vector<std::string>& events) {
  const std::uint32_t actor = reader.below(PlanTrace::kActors);
  const std::uint32_t kind = reader.below(16);
  const std::uint32_t number = reader.below(256);
  machines.perform([&](PlanTrace& trace) {
    switch (kind) {
      case 0:
        return trace.stop(actor);
      case 1:
        return trace.restart(actor, number % 2 == 0 ? RestartMode::fresh : RestartMode::lastGood);
      case 2:
        return trace.suspend(actor);
      case 3:
      case 4:
        return trace.resume(actor);
      case 5:
      case 6:
        return trace.wait(number);
      default:
        return trace.send(actor, events[number % events.size()]);
    }
  });
}

}  // namespace

void sendAnyEvents(Bytes bytes) {
  ByteReader reader(bytes);
  const std::shared_ptr<const Chart> chart = chartByNumber(reader.below(kCharts));
  const std::vector<std::string> events = eventsOf(*chart);
  Lockstep machines(chart);
  for (int i = 0; i < kMaxSteps && !reader.isEmpty(); ++i) perform(machines, reader, events);
  machines.end();
}

}  // namespace statewarden::fuzz
