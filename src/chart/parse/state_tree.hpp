// Config -> state nodes in document order.
#pragma once

#include "chart/parse/chart_draft.hpp"

namespace statewarden {

/// Adds all nodes below `root` with their ids, types and texts, and indexes their names.
/// Reports states that are no objects, contradictory types, duplicate ids and too many states.
void readStateTree(const ConfigValue& root, ChartDraft& draft);

}  // namespace statewarden
