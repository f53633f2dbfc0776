// A microstep as a list of operations.
#pragma once

#include <vector>

#include "interpreter/state.hpp"

namespace statewarden {

enum class OperationKind : std::uint8_t {
  /// Runs action slot `a`.
  runAction,
  /// Starts or cancels the timer of delay `a`.
  startDelay,
  cancelDelay,
  /// Starts or stops invocation slot `a`.
  startInvocation,
  stopInvocation,
  /// Queues the done event of node `a`, with the output of slot `b`.
  raiseDone,
  /// Ends the machine, completed by node `a`.
  finish,
};

struct Operation {
  OperationKind kind = OperationKind::runAction;
  std::uint32_t a = kNone;
  std::uint32_t b = kNone;

  bool operator==(const Operation&) const = default;
};

/// What a set of transitions does from a state; a function of nothing else.
struct Microstep {
  /// The transitions selected, conflicts included.
  std::vector<TransitionIndex> selected;
  std::vector<Operation> operations;
  StateKey nextKey;
  /// The interned `nextKey`, once the step was taken.
  StateRef next;
  /// Says that the configuration or the history is another one afterwards.
  bool changesState = false;
  bool finishes = false;
};

}  // namespace statewarden
