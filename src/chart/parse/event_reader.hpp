// Everything that a node reacts to.
#pragma once

#include "chart/parse/transition_reader.hpp"

namespace statewarden {

/// Reads `on`, `onDone`, `invoke` and `after` into the chart, and for the root the routes of all
/// other nodes, in the order in which later ones replace earlier ones.
void readEvents(ChartDraft& draft, TransitionReader& transitions, NodeIndex node);

}  // namespace statewarden
