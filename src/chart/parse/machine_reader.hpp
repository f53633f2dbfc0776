// What only the root of a config has.
#pragma once

#include "chart/parse/chart_draft.hpp"

namespace statewarden {

/// Reads `version`, `context` and `options`.
void readMachine(const ConfigValue& root, ChartDraft& draft);

}  // namespace statewarden
