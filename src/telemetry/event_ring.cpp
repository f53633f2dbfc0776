#include "telemetry/event_ring.hpp"

#include <algorithm>

namespace statewarden {

EventRing::EventRing(std::uint32_t capacity) : capacity_(std::max(capacity, 1u)) {}

void EventRing::setEnabled(bool enabled) {
  isEnabled_ = enabled;
  if (enabled) records_.resize(capacity_);
}

void EventRing::record(EventType type, double time, std::uint32_t subject, std::uint32_t supervisor,
                       double value) {
  if (!isEnabled_) return;
  std::uint32_t position = head_ + count_;
  if (position >= capacity_) position -= capacity_;
  if (count_ == capacity_) {
    head_ = head_ + 1 == capacity_ ? 0 : head_ + 1;
    ++lost_;
  } else {
    ++count_;
  }
  records_[position] = {.sequence = nextSequence_++,
                        .time = time,
                        .value = value,
                        .subject = subject,
                        .supervisor = supervisor,
                        .type = type};
}

bool EventRing::take(EventRecord& out) {
  if (count_ == 0) return false;
  out = records_[head_];
  head_ = head_ + 1 == capacity_ ? 0 : head_ + 1;
  --count_;
  return true;
}

}  // namespace statewarden
