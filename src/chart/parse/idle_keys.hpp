// Keys that a state may have but that do nothing there.
#pragma once

#include "chart/parse/chart_draft.hpp"

namespace statewarden {

/// Warns of keys that have no effect on a node of this type.
void checkIdleKeys(ChartDraft& draft, NodeIndex node);

}  // namespace statewarden
