// Types of the events that statecharts raise by themselves, named as XState names them.
#pragma once

#include <string>
#include <string_view>

namespace statewarden {

/// Raised to start a machine; no transition is ever selected for it.
inline constexpr std::string_view kInitEvent = "xstate.init";
/// Sent to stop a machine; no transition is ever selected for it.
inline constexpr std::string_view kStopEvent = "xstate.stop";
/// Sent to go to a state with a `route`; its field `to` says which.
inline constexpr std::string_view kRouteEvent = "xstate.route";

/// Names the event of an expired delay of a node.
[[nodiscard]] std::string afterEvent(std::string_view delay, std::string_view nodeId);
/// Names the event of a completed compound or parallel node.
[[nodiscard]] std::string doneStateEvent(std::string_view nodeId);
/// Names the event of an invocation that has ended with an output.
[[nodiscard]] std::string doneActorEvent(std::string_view invocationId);
/// Names the event of an invocation that has failed.
[[nodiscard]] std::string errorActorEvent(std::string_view invocationId);
/// Names the event of an invocation's new snapshot.
[[nodiscard]] std::string snapshotEvent(std::string_view invocationId);

}  // namespace statewarden
