// Pending timers as JSON text.
#pragma once

#include <span>
#include <string>

#include "actor/actor_timers.hpp"

namespace statewarden {

/// Writes timers as a JSON array of `{"isEvent","value","deadline"}`; a deadline that never comes
/// is null.
[[nodiscard]] std::string timersAsText(std::span<const ActorTimers::Pending> timers);

}  // namespace statewarden
