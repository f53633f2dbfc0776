// Stop, resume and escalate.
#include <gtest/gtest.h>

#include "supervision/world.hpp"

namespace statewarden {
namespace {

using Calls = std::vector<std::string>;

class DirectiveTest : public testing::Test {
 protected:
  World world;
  SupervisorId root = world.addSupervisor();
};

TEST_F(DirectiveTest, StopStopsTheActorForGood) {
  world.addActor("a", root, directive(Directive::stop));
  world.crash("a");
  EXPECT_EQ(world.takeCalls(), (Calls{"suspend a", "stop a", "ended a"}));
  EXPECT_EQ(world.stateOf("a"), ChildState::stopped);
  EXPECT_EQ(world.crash("a"), FailureVerdict::ignored);
}

TEST_F(DirectiveTest, ResumeGoesOnWithTheSameIncarnation) {
  world.addActor("a", root, directive(Directive::resume));
  world.advance(70);
  world.crash("a");
  EXPECT_EQ(world.takeCalls(), (Calls{"suspend a", "resume a"}));
  EXPECT_EQ(world.healthOf("a").uptime, 70);
  EXPECT_EQ(world.healthOf("a").restartCount, 0u);
  EXPECT_EQ(world.healthOf("a").errorCount, 1u);
}

TEST_F(DirectiveTest, ResumeBeyondItsLimitFallsBack) {
  Strategy strategy = directive(Directive::resume);
  strategy.limit = 2;
  strategy.fallback = world.supervision.defineStrategy(restartAtOnce(1));
  world.addActor("a", root, strategy);
  world.crash("a");
  world.crash("a");
  EXPECT_TRUE(world.callsOf("restart").empty());
  world.crash("a");
  EXPECT_EQ(world.callsOf("restart").size(), 1u) << "resumed errors do not use up restarts";
  world.crash("a");
  EXPECT_EQ(world.stateOf("a"), ChildState::stopped);
}

TEST_F(DirectiveTest, ResumeBeyondItsLimitStopsWithoutFallback) {
  Strategy strategy = directive(Directive::resume);
  strategy.limit = 1;
  world.addActor("a", root, strategy);
  world.crash("a");
  world.crash("a");
  EXPECT_EQ(world.stateOf("a"), ChildState::stopped);
}

TEST_F(DirectiveTest, ResumeBeyondItsLimitMayAskTheHost) {
  Strategy strategy = directive(Directive::resume);
  strategy.limit = 0;
  strategy.fallback = kHostDecides;
  const ChildId a = world.addActor("a", root, strategy);
  ASSERT_EQ(world.supervision.noteFailure(a, root, 0), FailureVerdict::decide);
  int asked = 0;
  world.customDecision = [&](ChildId, SupervisorId) { ++asked; };
  world.supervision.apply(a, world.supervision.defineStrategy(strategy), root, 0);
  EXPECT_EQ(asked, 1);
  EXPECT_EQ(world.stateOf("a"), ChildState::failed);
  world.supervision.apply(a, world.supervision.defineStrategy(restartAtOnce()), root, 0);
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
}

TEST_F(DirectiveTest, AHostThatAnswersWithTheSameStrategyIsNotAskedForEver) {
  Strategy strategy = directive(Directive::resume);
  strategy.limit = 0;
  strategy.fallback = kHostDecides;
  world.addActor("a", root, strategy);
  world.crash("a");
  EXPECT_EQ(world.stateOf("a"), ChildState::stopped);
}

TEST_F(DirectiveTest, FallbacksInACircleEndInAStop) {
  Strategy strategy = directive(Directive::resume);
  strategy.limit = 0;
  const StrategyIndex first = world.supervision.defineStrategy(strategy);
  strategy.fallback = first;
  const StrategyIndex second = world.supervision.defineStrategy(strategy);
  world.supervision.releaseStrategy(first);
  strategy.fallback = second;
  // The vacant slot is taken again, under another name.
  const StrategyIndex third = world.supervision.defineStrategy(strategy);
  EXPECT_NE(third, first);
  world.addActor("a", root, third);
  world.crash("a");
  EXPECT_EQ(world.stateOf("a"), ChildState::stopped);
}

TEST_F(DirectiveTest, A13ResumeOfAFailedStartStops) {
  const ChildId a = world.addActor("a", root, directive(Directive::resume));
  world.failingStarts["a"] = 1;
  world.supervision.restart(a, RestartMode::fresh, world.now);
  EXPECT_EQ(world.stateOf("a"), ChildState::stopped);
}

TEST_F(DirectiveTest, AnUnknownStrategyStops) {
  world.addActor("a", root, kNoStrategy);
  world.crash("a");
  EXPECT_EQ(world.stateOf("a"), ChildState::stopped);
}

TEST_F(DirectiveTest, X6TheParentDecidesAboutWhatIsEscalated) {
  SupervisorPolicy policy;
  policy.defaultStrategy = world.supervision.defineStrategy(restartAtOnce());
  const SupervisorId parent = world.addSupervisor(policy, root);
  const SupervisorId inner = world.addSupervisor({}, parent);
  world.addActor("a", inner, directive(Directive::escalate));
  world.crash("a");
  EXPECT_EQ(world.takeCalls(), (Calls{"suspend a", "escalate a", "restart a", "resume a"}));
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
}

TEST_F(DirectiveTest, EscalationGoesUpLevelByLevelAndEndsAtTheRoot) {
  SupervisorPolicy policy;
  policy.defaultStrategy = world.supervision.defineStrategy(directive(Directive::escalate));
  const SupervisorId top = world.addSupervisor(policy);
  const SupervisorId middle = world.addSupervisor(policy, top);
  const SupervisorId bottom = world.addSupervisor(policy, middle);
  world.addActor("a", bottom, directive(Directive::escalate));
  world.crash("a");
  EXPECT_EQ(world.takeCalls(),
            (Calls{"suspend a", "escalate a", "escalate a", "stop a", "ended a", "gaveUp a"}));
  EXPECT_EQ(world.stateOf("a"), ChildState::stopped);
}

TEST_F(DirectiveTest, EscalateMayStopTheActorFirst) {
  SupervisorPolicy policy;
  policy.defaultStrategy = world.supervision.defineStrategy(restartAtOnce());
  const SupervisorId parent = world.addSupervisor(policy);
  Strategy strategy = directive(Directive::escalate);
  strategy.stopActor = true;
  world.addActor("a", world.addSupervisor({}, parent), strategy);
  world.crash("a");
  EXPECT_EQ(world.takeCalls(), (Calls{"suspend a", "stop a", "ended a", "escalate a"}));
  EXPECT_EQ(world.stateOf("a"), ChildState::stopped);
}

TEST_F(DirectiveTest, EscalateMayFailTheWholeSupervisorIntoItsParent) {
  SupervisorPolicy policy;
  policy.defaultStrategy = world.supervision.defineStrategy(restartAtOnce());
  const SupervisorId parent = world.addSupervisor(policy);
  const SupervisorId inner = world.addSupervisor({}, parent);
  Strategy strategy = directive(Directive::escalate);
  strategy.failsSupervisor = true;
  world.addActor("a", inner);
  world.addActor("b", inner, strategy);
  world.addActor("c", inner);
  world.crash("b");
  EXPECT_EQ(world.takeCalls(), (Calls{"suspend b", "suspend c", "halt c", "halt b", "suspend a",
                                      "halt a", "escalate supervisor", "restart a", "resume a",
                                      "restart b", "resume b", "restart c", "resume c"}));
}

TEST_F(DirectiveTest, TheRestartDecidedByAnAncestorIsChargedToTheAncestor) {
  SupervisorPolicy policy;
  policy.defaultStrategy = world.supervision.defineStrategy(restartAtOnce());
  policy.maxRestarts = 1;
  const SupervisorId parent = world.addSupervisor(policy);
  SupervisorPolicy strict;
  strict.maxRestarts = 0;
  world.addActor("a", world.addSupervisor(strict, parent), directive(Directive::escalate));
  world.crash("a");
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
  world.crash("a");
  EXPECT_EQ(world.stateOf("a"), ChildState::stopped);
}

TEST_F(DirectiveTest, AFailureReportedToAStrangerIsIgnored) {
  world.addActor("a", root);
  const SupervisorId stranger = world.addSupervisor();
  EXPECT_EQ(world.supervision.noteFailure(world.idOf("a"), stranger, 0), FailureVerdict::ignored);
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
}

TEST_F(DirectiveTest, ACustomStrategyMayDecideLater) {
  world.addActor("a", root);
  SupervisorId decider = kNoSupervisor;
  world.customDecision = [&](ChildId, SupervisorId at) { decider = at; };
  world.crash("a");
  world.advance(500);
  EXPECT_EQ(world.stateOf("a"), ChildState::failed);
  world.supervision.apply(world.idOf("a"), world.supervision.defineStrategy(restartAtOnce()),
                          decider, world.now);
  EXPECT_EQ(world.stateOf("a"), ChildState::running);
}

}  // namespace
}  // namespace statewarden
