#include "supervision/circuit_history.hpp"

namespace statewarden {

CircuitHistory::CircuitHistory(const CircuitOptions& options) {
  switch (kindFor(options)) {
    case Kind::stamps:
      break;
    case Kind::slices:
      results_.emplace<SlicedWindow>();
      break;
    case Kind::ring:
      results_.emplace<ResultRing>();
      break;
    case Kind::streak:
      results_.emplace<Streak>(0);
  }
}

CircuitHistory::Kind CircuitHistory::kindFor(const CircuitOptions& options) {
  if (options.rule == CircuitRule::consecutive) return Kind::streak;
  if (options.rule == CircuitRule::countWindow) return Kind::ring;
  const bool isLarge =
      options.failureThreshold > kMostStamps && options.failureThreshold != kNoFailureThreshold;
  const bool needsSuccesses = options.failureRate >= 0 || options.minimumThroughput > 1;
  return isLarge || needsSuccesses ? Kind::slices : Kind::stamps;
}

void CircuitHistory::add(bool isFailure, const CircuitOptions& options, double now) {
  if (auto* stamps = std::get_if<StampWindow>(&results_)) {
    if (isFailure) stamps->add(now, options.failureThreshold, options.window);
  } else if (auto* slices = std::get_if<SlicedWindow>(&results_)) {
    slices->add(isFailure, now, options.window);
  } else if (auto* ring = std::get_if<ResultRing>(&results_)) {
    ring->add(isFailure, options.windowSize);
  } else if (auto* streak = std::get_if<Streak>(&results_)) {
    *streak = isFailure ? *streak + static_cast<Streak>(*streak < kNoFailureThreshold) : 0;
  }
}

bool CircuitHistory::isTripped(const CircuitOptions& options, double now) const {
  if (const auto* stamps = std::get_if<StampWindow>(&results_)) {
    return stamps->isFull(now, options.failureThreshold, options.window);
  }
  const auto [failures, results] = counts(options, now);
  const bool hasThreshold = options.failureThreshold != kNoFailureThreshold;
  const bool isOverThreshold = hasThreshold && failures >= options.failureThreshold;
  if (!hasRate()) return isOverThreshold;
  if (results < options.minimumThroughput) return false;
  // Dividing gives the very number that a share such as 0.14 stands for.
  const bool isOverRate = options.failureRate >= 0 && failures > 0 &&
                          static_cast<double>(failures) / results >= options.failureRate;
  return isOverThreshold || isOverRate;
}

ResultCounts CircuitHistory::counts(const CircuitOptions& options, double now) const {
  if (const auto* slices = std::get_if<SlicedWindow>(&results_)) {
    return slices->counts(now, options.window);
  }
  if (const auto* ring = std::get_if<ResultRing>(&results_)) return ring->counts();
  const auto* stamps = std::get_if<StampWindow>(&results_);
  const std::uint32_t failures =
      stamps != nullptr ? stamps->count(now, options.window) : std::get<Streak>(results_);
  return {.failures = failures, .results = failures};
}

void CircuitHistory::adapt(const CircuitOptions& before, const CircuitOptions& after) {
  const bool isOther = kindFor(after) != kind();
  // Slices of another length mean nothing.
  if (isOther || (kind() == Kind::slices && before.window != after.window)) clear(after);
  if (auto* ring = std::get_if<ResultRing>(&results_)) ring->resize(after.windowSize);
}

std::vector<double> CircuitHistory::write(const CircuitOptions& options, double now) const {
  if (const auto* slices = std::get_if<SlicedWindow>(&results_)) {
    return slices->write(now, options.window);
  }
  if (const auto* ring = std::get_if<ResultRing>(&results_)) return ring->write();
  if (const auto* streak = std::get_if<Streak>(&results_)) {
    return {static_cast<double>(*streak)};
  }
  const auto& stamps = std::get<StampWindow>(results_);
  std::vector<double> ages;
  for (std::uint32_t i = 0; i < stamps.size(); ++i) ages.push_back(now - stamps.at(i));
  return ages;
}

void CircuitHistory::read(const std::vector<double>& values, const CircuitOptions& options,
                          double now) {
  clear(options);
  if (auto* slices = std::get_if<SlicedWindow>(&results_)) {
    slices->read(values, now);
  } else if (auto* ring = std::get_if<ResultRing>(&results_)) {
    ring->read(values, options.windowSize);
  } else if (auto* streak = std::get_if<Streak>(&results_)) {
    const double count = values.empty() ? 0 : values[0];
    if (count > 0 && count < kNoFailureThreshold) *streak = static_cast<Streak>(count);
  } else {
    for (const double age : values) add(true, options, now - age);
  }
}

}  // namespace statewarden
