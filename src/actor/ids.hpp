// Names of actors that outlive them safely.
#pragma once

#include <cstdint>

namespace statewarden {

/// Names one actor slot and its occupant: 22 bits of index, 10 bits of generation.
using ActorId = std::uint32_t;

inline constexpr ActorId kNoActor = 0xFFFFFFFFu;

/// Says which state a restarted actor begins in.
enum class RestartMode : std::uint8_t {
  /// The machine's initial state.
  fresh,
  /// The last good snapshot before the failing event.
  lastGood,
  /// The snapshot that the strategy names.
  given,
};

}  // namespace statewarden
