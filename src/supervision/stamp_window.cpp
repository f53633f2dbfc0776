#include "supervision/stamp_window.hpp"

#include <algorithm>

namespace statewarden {

bool StampWindow::isFull(double now, std::uint32_t limit, double window) const {
  if (limit == 0) return true;
  if (limit == kUnlimited || count_ < limit) return false;
  return now - at(count_ - limit) < window;
}

void StampWindow::add(double now, std::uint32_t limit, double window) {
  if (limit == kUnlimited || limit == 0) return;
  largestLimit_ = std::max(largestLimit_, limit);
  longestWindow_ = std::max(longestWindow_, window);
  if (count_ == largestLimit_) dropOldest();
  if (count_ == stamps_.size()) makeRoom(now);
  std::size_t index = std::size_t{head_} + count_;
  if (index >= stamps_.size()) index -= stamps_.size();
  stamps_[index] = now;
  ++count_;
}

std::uint32_t StampWindow::count(double now, double window) const {
  std::uint32_t oldest = 0;
  std::uint32_t end = count_;
  while (oldest < end) {
    const std::uint32_t middle = oldest + (end - oldest) / 2;
    if (now - at(middle) < window) {
      end = middle;
    } else {
      oldest = middle + 1;
    }
  }
  return count_ - oldest;
}

void StampWindow::dropOldest() {
  head_ = std::size_t{head_} + 1 == stamps_.size() ? 0 : head_ + 1;
  --count_;
}

void StampWindow::makeRoom(double now) {
  const std::uint32_t inside = count(now, longestWindow_);
  // Half of the ring must come free for this to pay; else the ring doubles.
  if (count_ > 0 && inside <= count_ / 2) {
    while (count_ > inside) dropOldest();
    return;
  }
  const std::size_t size = std::max<std::size_t>(stamps_.size() * 2, 4);
  std::vector<double> larger(std::min<std::size_t>(size, largestLimit_));
  for (std::uint32_t i = 0; i < count_; ++i) larger[i] = at(i);
  stamps_ = std::move(larger);
  head_ = 0;
}

}  // namespace statewarden
