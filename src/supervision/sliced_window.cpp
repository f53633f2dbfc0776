#include "supervision/sliced_window.hpp"

namespace statewarden {

void SlicedWindow::add(bool isFailure, double now, double window) {
  advance(now, window);
  ResultCounts& slice = slices_[newest_];
  if (slice.results == kMostPerSlice) return;
  ++slice.results;
  ++total_.results;
  if (!isFailure) return;
  ++slice.failures;
  ++total_.failures;
}

ResultCounts SlicedWindow::counts(double now, double window) const {
  ResultCounts left = total_;
  if (slices_.empty()) return left;
  const std::uint32_t gone = passed(now, window);
  for (std::uint32_t i = 1; i <= gone; ++i) {
    const ResultCounts& old = slices_[(newest_ + i) % kSlices];
    left.failures -= old.failures;
    left.results -= old.results;
  }
  return left;
}

std::uint32_t SlicedWindow::passed(double now, double window) const {
  const double slices = (now - newestSince_) / (window / kSlices);
  if (slices >= kSlices) return kSlices;
  return slices >= 1 ? static_cast<std::uint32_t>(slices) : 0;
}

void SlicedWindow::advance(double now, double window) {
  const std::uint32_t gone = slices_.empty() ? kSlices : passed(now, window);
  if (gone == 0) return;
  if (gone == kSlices) {
    slices_.assign(kSlices, {});
    total_ = {};
    newestSince_ = now;
    return;
  }
  for (std::uint32_t i = 0; i < gone; ++i) {
    newest_ = (newest_ + 1) % kSlices;
    total_.failures -= slices_[newest_].failures;
    total_.results -= slices_[newest_].results;
    slices_[newest_] = {};
  }
  newestSince_ += gone * (window / kSlices);
}

std::vector<double> SlicedWindow::write(double now, double window) const {
  if (counts(now, window).results == 0) return {};
  SlicedWindow present = *this;
  present.advance(now, window);
  std::vector<double> values{now - present.newestSince_};
  for (std::uint32_t i = 1; i <= kSlices; ++i) {
    const ResultCounts& slice = present.slices_[(present.newest_ + i) % kSlices];
    values.push_back(slice.failures);
    values.push_back(slice.results);
  }
  return values;
}

void SlicedWindow::read(const std::vector<double>& values, double now) {
  *this = {};
  if (values.size() != 1 + 2 * kSlices) return;
  slices_.assign(kSlices, {});
  newestSince_ = now - values[0];
  newest_ = kSlices - 1;
  for (std::uint32_t i = 0; i < kSlices; ++i) {
    const double failures = values[1 + 2 * std::size_t{i}];
    const double results = values[2 + 2 * std::size_t{i}];
    if (!(failures >= 0 && failures <= results && results <= kMostPerSlice)) continue;
    slices_[i] = {.failures = static_cast<std::uint32_t>(failures),
                  .results = static_cast<std::uint32_t>(results)};
    total_.failures += slices_[i].failures;
    total_.results += slices_[i].results;
  }
}

}  // namespace statewarden
