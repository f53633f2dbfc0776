// Implementation slots: the places of a chart where the host does something.
#pragma once

#include <string>

#include "chart/index.hpp"

namespace statewarden {

enum class SlotKind : std::uint8_t { action, guard, delay, output, invocation };

/// A numbered place that the host implements; `definition` is the JSON found there.
struct Slot {
  SlotKind kind = SlotKind::action;
  NodeIndex node = kNone;
  /// The implementation's name (`type`, `src` or the named delay), or empty. An inline `src` is
  /// named as XState names it, `xstate.invoke.<index>.<node id>`.
  std::string name;
  /// An invocation's id, given or `<index>.<node id>`; empty for other kinds.
  std::string id;
  /// The JSON text found in the config (a name, `{type, params}`, an invocation...).
  std::string definition;
  /// JSON Pointer to that place in the config.
  std::string pointer;
};

}  // namespace statewarden
