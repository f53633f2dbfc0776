// How many events may wait for an actor, and what becomes of those for which there is no room.
#pragma once

#include <cstdint>
#include <limits>

namespace statewarden {

/// What becomes of an event for which there is no room.
enum class Overflow : std::uint8_t {
  /// It is a dead letter.
  dropNewest,
  /// The one that waits for longest is a dead letter, and it waits.
  dropOldest,
  /// It is a dead letter, and the actor fails.
  fail,
  /// It is refused, and the sender is told.
  reject,
};

/// The bounds that any number of actors share.
struct MailboxBounds {
  /// Events that may wait for an actor that runs; at least 1.
  std::uint32_t capacity = std::numeric_limits<std::uint32_t>::max();
  /// Events that may wait for an actor that is held; at least 1.
  std::uint32_t stashCapacity = 1000;
  Overflow overflow = Overflow::dropNewest;
  Overflow stashOverflow = Overflow::dropNewest;

  [[nodiscard]] bool operator==(const MailboxBounds&) const = default;
};

}  // namespace statewarden
