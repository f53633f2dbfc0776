// Config -> slots for actions, guards and outputs.
#pragma once

#include "chart/parse/chart_draft.hpp"

namespace statewarden {

/// Adds slots for one action or an array of them.
[[nodiscard]] IndexRange readActions(ChartDraft& draft, NodeIndex node, const ConfigValue& value);

/// Adds a slot for a guard; kNone when there is none.
[[nodiscard]] SlotIndex readGuard(ChartDraft& draft, NodeIndex node, const ConfigValue& value);

}  // namespace statewarden
