// The events that wait for an actor.
#pragma once

#include <cstddef>
#include <vector>

#include "interpreter/queued_event.hpp"

namespace statewarden {

/// A first-in first-out queue in one growing ring.
class Mailbox {
 public:
  [[nodiscard]] bool empty() const { return count_ == 0; }
  [[nodiscard]] std::size_t size() const { return count_; }

  void push(const QueuedEvent& event) {
    if (count_ == ring_.size()) grow();
    ring_[(head_ + count_) & (ring_.size() - 1)] = event;
    ++count_;
  }
  void pushFront(const QueuedEvent& event) {
    if (count_ == ring_.size()) grow();
    head_ = (head_ + ring_.size() - 1) & (ring_.size() - 1);
    ring_[head_] = event;
    ++count_;
  }
  [[nodiscard]] QueuedEvent pop() {
    const QueuedEvent event = ring_[head_];
    head_ = (head_ + 1) & (ring_.size() - 1);
    --count_;
    return event;
  }
  /// Takes the oldest event that may be lost and says whether there was one; O(1) when that is the
  /// first, else O(n).
  [[nodiscard]] bool popOldest(QueuedEvent& oldest) {
    const auto mayBeLost = [](const QueuedEvent& event) {
      return event.kind != EventKind::delay && !event.isVital;
    };
    if (count_ > 0 && mayBeLost(ring_[head_])) {
      oldest = pop();
      return true;
    }
    bool isFound = false;
    for (std::size_t left = count_; left > 0; --left) {
      const QueuedEvent event = pop();
      if (isFound || !mayBeLost(event)) {
        push(event);
        continue;
      }
      isFound = true;
      oldest = event;
    }
    return isFound;
  }
  /// Says whether the event of a delayed transition waits; O(n).
  [[nodiscard]] bool hasDelay(std::uint32_t delay) const {
    for (std::size_t i = 0; i < count_; ++i) {
      const QueuedEvent& event = ring_[(head_ + i) & (ring_.size() - 1)];
      if (event.kind == EventKind::delay && event.payload == delay) return true;
    }
    return false;
  }
  /// Removes the events of delayed transitions; the others keep their order.
  void eraseDelays() {
    for (std::size_t left = count_; left > 0; --left) {
      const QueuedEvent event = pop();
      if (event.kind != EventKind::delay) push(event);
    }
  }

 private:
  void grow() {
    std::vector<QueuedEvent> larger(ring_.empty() ? 4 : ring_.size() * 2);
    for (std::size_t i = 0; i < count_; ++i) larger[i] = ring_[(head_ + i) & (ring_.size() - 1)];
    ring_ = std::move(larger);
    head_ = 0;
  }

  std::vector<QueuedEvent> ring_;
  std::size_t head_ = 0;
  std::size_t count_ = 0;
};

}  // namespace statewarden
