// What loading a config came to, as JSON text for the host.
#pragma once

#include <string>

#include "runtime/runtime.hpp"

namespace statewarden {

/// Writes `{"program":n|-1,"issues":[…],"chart":{…}|null}`; linear in the chart's size.
[[nodiscard]] std::string writeLoadReport(const LoadedProgram& loaded);

}  // namespace statewarden
