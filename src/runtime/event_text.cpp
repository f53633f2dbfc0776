#include "runtime/event_text.hpp"

#include <nlohmann/json.hpp>

namespace statewarden {

std::string takeEventsAsText(EventRing& events, std::uint32_t max) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  EventRecord record;
  while (list.size() < max && events.take(record)) {
    list.push_back({{"sequence", record.sequence},
                    {"time", record.time},
                    {"value", record.value},
                    {"subject", record.subject},
                    {"supervisor", record.supervisor},
                    {"type", static_cast<int>(record.type)}});
  }
  return list.dump();
}

}  // namespace statewarden
