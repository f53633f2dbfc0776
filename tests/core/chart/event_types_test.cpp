#include "chart/event_types.hpp"

#include <gtest/gtest.h>

namespace statewarden::testing {
namespace {

TEST(EventTypes, AreNamedAsXStateNamesThem) {
  EXPECT_EQ(afterEvent("1000", "m.a"), "xstate.after.1000.m.a");
  EXPECT_EQ(doneStateEvent("m.a"), "xstate.done.state.m.a");
  EXPECT_EQ(doneActorEvent("0.m.a"), "xstate.done.actor.0.m.a");
  EXPECT_EQ(errorActorEvent("load"), "xstate.error.actor.load");
  EXPECT_EQ(snapshotEvent("load"), "xstate.snapshot.load");
}

}  // namespace
}  // namespace statewarden::testing
