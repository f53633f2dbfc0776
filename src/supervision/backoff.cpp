#include "supervision/backoff.hpp"

#include <algorithm>

namespace statewarden {
namespace {

/// Multiplies without the C library, whose pow differs between platforms.
double power(double base, std::uint32_t exponent) {
  double result = 1;
  for (double square = base; exponent > 0; exponent >>= 1, square *= square) {
    if ((exponent & 1) != 0) result *= square;
  }
  return result;
}

}  // namespace

double backoffDelay(const Backoff& backoff, std::uint32_t attempts, Random& random) {
  const double initial = backoff.initialDelay;
  if (backoff.type == BackoffType::none || !(initial > 0)) return 0;
  const auto capped = [&](double wait) { return std::min(wait, backoff.maxDelay); };
  double wait = initial;
  switch (backoff.type) {
    case BackoffType::none:
      break;
    case BackoffType::linear:
      wait = capped(initial * (1.0 + attempts));
      break;
    case BackoffType::exponential:
      wait = capped(initial * power(backoff.factor, attempts));
      break;
    case BackoffType::random: {
      const double shortest = capped(initial);
      const double longest = capped(initial * power(backoff.factor, attempts) * backoff.factor);
      wait = shortest + (longest - shortest) * random.nextUnit();
      break;
    }
  }
  return withJitter(wait, backoff.jitter, random);
}

double withJitter(double wait, double jitter, Random& random) {
  if (!(jitter > 0)) return wait;
  return wait - wait * std::min(jitter, 1.0) * random.nextUnit();
}

}  // namespace statewarden
