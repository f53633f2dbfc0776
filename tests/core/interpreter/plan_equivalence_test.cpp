// Plans change nothing but the speed: random machines behave alike with many, few and no plans.
#include <gtest/gtest.h>

#include "chart/parse_chart.hpp"
#include "interpreter/random_chart.hpp"
#include "interpreter/state_value.hpp"
#include "support/machine.hpp"

namespace statewarden::testing {
namespace {

constexpr std::uint32_t kCases = 600;

/// Runs several actors of one program side by side and returns everything that can be seen of them.
class Trace {
 public:
  Trace(std::shared_ptr<const Chart> chart, const RandomCase& random, std::uint32_t maxPlans)
      : chart_(std::move(chart)),
        program_(world_.system.addProgram(
            std::make_unique<Program>(chart_, ProgramLimits{.maxPlans = maxPlans}))) {
    world_.host.delays["d1"] = 20;
    world_.host.sendsLeft = 30;
    for (int i = 0; i < 6; ++i) decideGuardByLot("g" + std::to_string(i));
    for (int i = 0; i < 3; ++i) actors_.push_back(world_.start(program_));
    note();
    for (const std::string& event : random.events) {
      if (event.front() == '+') {
        world_.advance(std::stod(event.substr(1)));
      } else {
        // The second actor is one event ahead, so that the actors share states at different times.
        for (const ActorId actor : actors_) world_.host.send(actor, event);
        world_.host.send(actors_[1], event);
      }
      note();
    }
    for (const ActorId actor : actors_) world_.system.remove(actor);
  }

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] std::size_t leaks() {
    return world_.host.heldEvents() + world_.host.heldEffects() + world_.system.timers(0).size() +
           (world_.host.hasMisusedHandles() ? 1 : 0);
  }
  [[nodiscard]] const Program& program() { return *world_.system.program(program_); }

 private:
  void decideGuardByLot(const std::string& name) {
    world_.host.onCall[name] = [this, name](ActorId) {
      lot_ = lot_ * 1'664'525u + 1'013'904'223u;
      world_.host.guards[name] = ((lot_ >> 16) & 1u) != 0;
    };
  }

  void note() {
    for (const std::string& line : world_.host.takeLog()) text_ += line + "\n";
    for (const ActorId id : actors_) {
      const Actor& actor = *world_.system.find(id);
      text_ += std::to_string(static_cast<int>(actor.status));
      if (actor.state != nullptr) text_ += writeState(*chart_, actor.state->key);
      text_ += "\n";
    }
  }

  World world_;
  std::shared_ptr<const Chart> chart_;
  ProgramIndex program_;
  std::vector<ActorId> actors_;
  std::uint32_t lot_ = 1;
  std::string text_;
};

TEST(PlanEquivalence, RandomMachinesBehaveAlikeWithManyFewAndNoPlans) {
  std::uint32_t refused = 0;
  for (std::uint32_t seed = 1; seed <= kCases; ++seed) {
    const RandomCase random = makeRandomCase(seed);
    const ParsedChart parsed = parseChart(random.chart);
    if (parsed.chart == nullptr) {
      ++refused;
      continue;
    }
    Trace many(parsed.chart, random, 16'384);
    Trace few(parsed.chart, random, 2);
    Trace none(parsed.chart, random, 0);
    ASSERT_EQ(many.text(), none.text()) << "seed " << seed << ": " << random.chart;
    ASSERT_EQ(few.text(), none.text()) << "seed " << seed << ": " << random.chart;
    EXPECT_EQ(many.leaks() + few.leaks() + none.leaks(), 0u) << "seed " << seed;
    EXPECT_EQ(none.program().planCount(), 0u);
  }
  EXPECT_EQ(refused, 0u);
}

TEST(PlanEquivalence, TheRandomMachinesUsePlans) {
  std::uint32_t plans = 0;
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    const RandomCase random = makeRandomCase(seed);
    const ParsedChart parsed = parseChart(random.chart);
    if (parsed.chart == nullptr) continue;
    plans += Trace(parsed.chart, random, 16'384).program().planCount();
  }
  EXPECT_GT(plans, 100u);
}

}  // namespace
}  // namespace statewarden::testing
