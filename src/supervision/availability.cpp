#include "supervision/availability.hpp"

#include <algorithm>

namespace statewarden {

void Availability::goDown(double now, double startedAt, bool hasCrashed) {
  if (phase_ != Phase::up) return;
  uptime_ = uptime(now, startedAt);
  since_ = now;
  if (hasCrashed) ++crashes_;
  phase_ = hasCrashed ? Phase::crashed : Phase::down;
}

void Availability::comeUp(double now) {
  if (phase_ == Phase::up || phase_ == Phase::ended) {
    *this = Availability();
  } else {
    const double lasted = now - since_;
    downtime_ += lasted;
    if (phase_ == Phase::crashed) {
      ++repairs_;
      repairTime_ += lasted;
      lastDowntime_ = lasted;
    }
  }
  since_ = now;
  phase_ = Phase::up;
}

void Availability::end(double now, double startedAt) {
  const double up = uptime(now, startedAt);
  downtime_ = downtime(now);
  uptime_ = up;
  phase_ = Phase::ended;
}

double Availability::uptime(double now, double startedAt) const {
  return phase_ == Phase::up ? uptime_ + (now - std::max(since_, startedAt)) : uptime_;
}

double Availability::downtime(double now) const {
  const bool isDown = phase_ == Phase::down || phase_ == Phase::crashed;
  return isDown ? downtime_ + (now - since_) : downtime_;
}

}  // namespace statewarden
