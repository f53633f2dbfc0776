// Clocks, as numbers.
#include <emscripten/emscripten.h>

#include "core.hpp"

using namespace statewarden;

extern "C" {

EMSCRIPTEN_KEEPALIVE ClockIndex sw_add_clock() {
  return core.runtime.actors().addClock();
}

EMSCRIPTEN_KEEPALIVE bool sw_remove_clock(ClockIndex clock) {
  return core.runtime.actors().removeClock(clock);
}

EMSCRIPTEN_KEEPALIVE bool sw_advance(ClockIndex clock, double now) {
  return core.runtime.advance(clock, now);
}

}  // extern "C"
