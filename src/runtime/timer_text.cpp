#include "runtime/timer_text.hpp"

#include <cmath>

#include "chart/config/js_number.hpp"
#include "chart/config/json_writer.hpp"

namespace statewarden {

std::string timersAsText(std::span<const ActorTimers::Pending> timers) {
  JsonWriter out;
  out.open('[');
  for (const ActorTimers::Pending& timer : timers) {
    out.open('{').key("isEvent").boolean(timer.kind == TimerKind::delayedEvent);
    out.key("value").number(timer.value).key("deadline");
    out.raw(std::isfinite(timer.deadline) ? formatJsNumber(timer.deadline) : "null").close('}');
  }
  out.close(']');
  return out.take();
}

}  // namespace statewarden
