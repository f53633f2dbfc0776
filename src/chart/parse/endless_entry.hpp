// Default entries that never end.
#pragma once

#include "chart/parse/chart_draft.hpp"

namespace statewarden {

/// Reports history states whose default leads back to themselves; linear in the chart's size.
void checkEndlessEntry(ChartDraft& draft);

}  // namespace statewarden
