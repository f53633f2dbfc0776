#include "supervision/result_ring.hpp"

#include <algorithm>

namespace statewarden {

void ResultRing::add(bool isFailure, std::uint32_t size) {
  std::uint32_t position = count_;
  if (count_ < size) {
    if (count_++ % kBits == 0) words_.push_back(0);
  } else {
    position = oldest_;
    oldest_ = oldest_ + 1 == count_ ? 0 : oldest_ + 1;
  }
  std::uint32_t& word = words_[position / kBits];
  const std::uint32_t mask = 1u << position % kBits;
  if ((word & mask) != 0) --failures_;
  word &= ~mask;
  if (!isFailure) return;
  word |= mask;
  ++failures_;
}

bool ResultRing::isFailure(std::uint32_t age) const {
  const std::uint32_t position = (oldest_ + age) % count_;
  return (words_[position / kBits] >> position % kBits & 1u) != 0;
}

void ResultRing::resize(std::uint32_t size) {
  ResultRing resized;
  for (std::uint32_t i = count_ - std::min(count_, size); i < count_; ++i) {
    resized.add(isFailure(i), size);
  }
  *this = std::move(resized);
}

std::vector<double> ResultRing::write() const {
  std::vector<double> values;
  if (count_ == 0) return values;
  values.push_back(count_);
  for (std::uint32_t i = 0; i < count_; i += kBits) {
    std::uint32_t word = 0;
    for (std::uint32_t bit = 0; bit < kBits && i + bit < count_; ++bit) {
      word |= static_cast<std::uint32_t>(isFailure(i + bit)) << bit;
    }
    values.push_back(word);
  }
  return values;
}

void ResultRing::read(const std::vector<double>& values, std::uint32_t size) {
  *this = {};
  if (values.empty()) return;
  const std::size_t words = values.size() - 1;
  if (!(values[0] >= 0 && values[0] <= static_cast<double>(words * kBits))) return;
  const auto count = static_cast<std::size_t>(values[0]);
  for (std::size_t i = 0; i < count; ++i) {
    const double word = values[1 + i / kBits];
    const bool isWord = word >= 0 && word <= 0xFFFFFFFF;
    add(isWord && (static_cast<std::uint32_t>(word) >> i % kBits & 1u) != 0, size);
  }
}

}  // namespace statewarden
