// What a node does.
#pragma once

#include "chart/parse/transition_reader.hpp"

namespace statewarden {

/// Reads the actions, transitions, timers and invocations of a node whose ids are all known.
void readNode(ChartDraft& draft, TransitionReader& transitions, NodeIndex index);

}  // namespace statewarden
