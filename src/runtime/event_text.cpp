#include "runtime/event_text.hpp"

#include <cmath>

#include "chart/config/js_number.hpp"

namespace statewarden {
namespace {

// JSON has no infinity.
std::string numberText(double number) {
  return std::isfinite(number) ? formatJsNumber(number) : "null";
}

void appendRecord(std::string& text, const EventRecord& record) {
  text += R"({"sequence":)" + std::to_string(record.sequence);
  text += R"(,"time":)" + numberText(record.time);
  text += R"(,"value":)" + numberText(record.value);
  text += R"(,"subject":)" + std::to_string(record.subject);
  text += R"(,"supervisor":)" + std::to_string(record.supervisor);
  text += R"(,"type":)" + std::to_string(static_cast<int>(record.type)) + '}';
}

}  // namespace

std::string takeEventsAsText(EventRing& events, std::uint32_t max) {
  std::string text = "[";
  EventRecord record;
  for (std::uint32_t taken = 0; taken < max && events.take(record); ++taken) {
    if (taken > 0) text += ',';
    appendRecord(text, record);
  }
  text += ']';
  return text;
}

}  // namespace statewarden
