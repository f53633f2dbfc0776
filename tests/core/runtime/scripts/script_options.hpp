// The strategies and policies of recorded scripts.
#pragma once

#include <nlohmann/json.hpp>

#include "supervision/child.hpp"
#include "supervision/strategy.hpp"
#include "supervision/supervisor_policy.hpp"

namespace statewarden::testing {

/// Reads a strategy; the fallback of one that resumes is for the host.
[[nodiscard]] Strategy readStrategy(const nlohmann::json& given);
/// Reads a supervisor's options but for its default strategy.
[[nodiscard]] SupervisorPolicy readPolicy(const nlohmann::json& given);
/// Reads when a child is started again, and whether its end is significant.
[[nodiscard]] ChildTraits readTraits(const nlohmann::json& spec, bool isDynamic);

}  // namespace statewarden::testing
