// A supervisor's circuit breaker and the children it holds back.
#pragma once

#include "actor/timer_queue.hpp"
#include "supervision/child.hpp"
#include "supervision/circuit_breaker.hpp"

namespace statewarden {

/// One breaker, the list of children parked before it, and one timer for all of them.
struct CircuitGate {
  CircuitBreaker breaker;
  ChildId firstParked = kNoChild;
  ChildId lastParked = kNoChild;
  TimerId timer{};
};

}  // namespace statewarden
