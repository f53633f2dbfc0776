// Events on their way to an interpreter.
#pragma once

#include "interpreter/event_classes.hpp"

namespace statewarden {

/// Tells events apart that the interpreter treats differently.
enum class EventKind : std::uint8_t {
  /// An event that the host holds.
  plain,
  /// `xstate.error.actor.*`: a machine without a transition for it fails.
  error,
  /// The event of a delayed transition; its payload is the delay.
  delay,
};

/// An event on its way: what the chart can tell of it, and where the host keeps it.
struct QueuedEvent {
  EventClass eventClass = kUnmatchedEvent;
  EventKind kind = EventKind::plain;
  /// Says that it must not be lost for want of room.
  bool isVital = false;
  std::uint32_t payload = 0;
};

}  // namespace statewarden
