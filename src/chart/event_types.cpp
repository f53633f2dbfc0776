#include "chart/event_types.hpp"

namespace statewarden {

namespace {

std::string join(std::string_view prefix, std::string_view name) {
  std::string result;
  result.reserve(prefix.size() + name.size());
  result += prefix;
  result += name;
  return result;
}

}  // namespace

std::string afterEvent(std::string_view delay, std::string_view nodeId) {
  std::string result = join("xstate.after.", delay);
  result += '.';
  result += nodeId;
  return result;
}

std::string doneStateEvent(std::string_view nodeId) {
  return join("xstate.done.state.", nodeId);
}

std::string doneActorEvent(std::string_view invocationId) {
  return join("xstate.done.actor.", invocationId);
}

std::string errorActorEvent(std::string_view invocationId) {
  return join("xstate.error.actor.", invocationId);
}

std::string snapshotEvent(std::string_view invocationId) {
  return join("xstate.snapshot.", invocationId);
}

}  // namespace statewarden
