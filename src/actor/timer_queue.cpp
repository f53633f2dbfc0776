#include "actor/timer_queue.hpp"

#include <utility>

namespace statewarden {

bool TimerQueue::isBefore(std::uint32_t left, std::uint32_t right) const {
  const Timer& a = timers_[left];
  const Timer& b = timers_[right];
  return a.deadline < b.deadline || (a.deadline == b.deadline && a.sequence < b.sequence);
}

void TimerQueue::place(std::uint32_t position, std::uint32_t timer) {
  heap_[position] = timer;
  timers_[timer].heapPosition = position;
}

void TimerQueue::siftUp(std::uint32_t position) {
  const std::uint32_t timer = heap_[position];
  while (position > 0) {
    const std::uint32_t parent = (position - 1) / 2;
    if (!isBefore(timer, heap_[parent])) break;
    place(position, heap_[parent]);
    position = parent;
  }
  place(position, timer);
}

void TimerQueue::siftDown(std::uint32_t position) {
  const std::uint32_t timer = heap_[position];
  const auto count = static_cast<std::uint32_t>(heap_.size());
  while (true) {
    std::uint32_t child = 2 * position + 1;
    if (child >= count) break;
    if (child + 1 < count && isBefore(heap_[child + 1], heap_[child])) ++child;
    if (!isBefore(heap_[child], timer)) break;
    place(position, heap_[child]);
    position = child;
  }
  place(position, timer);
}

void TimerQueue::removeAt(std::uint32_t position) {
  const std::uint32_t timer = heap_[position];
  const std::uint32_t last = heap_.back();
  heap_.pop_back();
  if (last != timer) {
    place(position, last);
    siftUp(position);
    siftDown(timers_[last].heapPosition);
  }
  ++timers_[timer].generation;
  free_.push_back(timer);
}

TimerId TimerQueue::schedule(double deadline, TimerPayload payload) {
  std::uint32_t index = 0;
  if (free_.empty()) {
    index = static_cast<std::uint32_t>(timers_.size());
    timers_.emplace_back();
  } else {
    index = free_.back();
    free_.pop_back();
  }
  Timer& timer = timers_[index];
  timer.deadline = deadline;
  timer.sequence = nextSequence_++;
  timer.payload = payload;
  heap_.push_back(index);
  siftUp(static_cast<std::uint32_t>(heap_.size() - 1));
  return {.index = index, .generation = timer.generation};
}

bool TimerQueue::cancel(TimerId id) {
  if (id.index >= timers_.size() || timers_[id.index].generation != id.generation) return false;
  const std::uint32_t position = timers_[id.index].heapPosition;
  if (position >= heap_.size() || heap_[position] != id.index) return false;
  removeAt(position);
  return true;
}

void TimerQueue::clear() {
  while (!heap_.empty()) removeAt(static_cast<std::uint32_t>(heap_.size() - 1));
}

std::optional<TimerPayload> TimerQueue::popDue(double now) {
  if (heap_.empty() || timers_[heap_.front()].deadline > now) return std::nullopt;
  const TimerPayload payload = timers_[heap_.front()].payload;
  removeAt(0);
  return payload;
}

double TimerQueue::nextDeadline() const {
  return heap_.empty() ? std::numeric_limits<double>::infinity() : timers_[heap_.front()].deadline;
}

}  // namespace statewarden
