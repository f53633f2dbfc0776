// The results that a closed circuit looks at, kept as its rule needs them.
#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "supervision/circuit_options.hpp"
#include "supervision/result_ring.hpp"
#include "supervision/sliced_window.hpp"
#include "supervision/stamp_window.hpp"

namespace statewarden {

/// Counts results and says when they are too bad; every step is O(1).
///
/// A time window of failures alone holds their exact times, up to kMostStamps of them; where
/// successes count too, or more failures are needed, it is sliced.
class CircuitHistory {
 public:
  explicit CircuitHistory(const CircuitOptions& options);

  void add(bool isFailure, const CircuitOptions& options, double now);
  /// Says whether the circuit must open; asked after a failure.
  [[nodiscard]] bool isTripped(const CircuitOptions& options, double now) const;
  /// Counts the window; without successes the failures are all results there are.
  [[nodiscard]] ResultCounts counts(const CircuitOptions& options, double now) const;
  /// Says whether successes matter, so that they must be added.
  [[nodiscard]] bool countsSuccesses() const { return kind() != Kind::stamps; }
  /// Says whether there is a share of failures.
  [[nodiscard]] bool hasRate() const { return kind() == Kind::slices || kind() == Kind::ring; }
  void clear(const CircuitOptions& options) { *this = CircuitHistory(options); }
  /// Goes on under other options with what can be used under them.
  void adapt(const CircuitOptions& before, const CircuitOptions& after);

  /// Writes the history down with ages instead of times.
  [[nodiscard]] std::vector<double> write(const CircuitOptions& options, double now) const;
  /// Takes up what a history of the same rule and window wrote.
  void read(const std::vector<double>& values, const CircuitOptions& options, double now);
  /// Returns a number that tells which histories can read one another.
  [[nodiscard]] std::uint32_t format() const { return static_cast<std::uint32_t>(kind()); }

  static constexpr std::uint32_t kMostStamps = 1000;

 private:
  /// In the order of the variant.
  enum class Kind : std::uint8_t { stamps, slices, ring, streak };
  using Streak = std::uint32_t;

  [[nodiscard]] static Kind kindFor(const CircuitOptions& options);
  [[nodiscard]] Kind kind() const { return static_cast<Kind>(results_.index()); }

  std::variant<StampWindow, SlicedWindow, ResultRing, Streak> results_;
};

}  // namespace statewarden
