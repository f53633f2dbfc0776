// Failures that nobody throws: a child that falls silent, something that takes too long.
#include <cmath>

#include "supervision/supervision.hpp"

namespace statewarden {

void Supervision::setHeartbeat(ChildId id, const Heartbeat& heartbeat, double now) {
  Child* child = tree_.child(id);
  if (child == nullptr || child->isSupervisor()) return;
  if (!child->hasDeadlines && !std::isfinite(heartbeat.within)) return;
  child->hasDeadlines = true;
  deadlines_.setHeartbeat(child->order, heartbeat);
  if (child->state == ChildState::running) deadlines_.beginWatch(child->order, id, now);
}

void Supervision::beat(ChildId id, double now) {
  const Child* child = tree_.child(id);
  if (child != nullptr && child->hasDeadlines) deadlines_.beat(child->order, now);
}

DeadlineId Supervision::addDeadline(ChildId id, double milliseconds, double now) {
  Child* child = tree_.child(id);
  if (child == nullptr || child->state == ChildState::stopped) return kNoDeadline;
  child->hasDeadlines = true;
  return deadlines_.add(child->order, id, milliseconds, now);
}

void Supervision::noteOverrun(ChildId id, double milliseconds, double now) {
  const Child* child = tree_.child(id);
  if (child != nullptr) log(EventType::eventOverran, now, id, *child, milliseconds);
}

void Supervision::checkSilence(ChildId id, double now) {
  const Child* child = tree_.child(id);
  if (child == nullptr) return;
  const std::optional<double> silence = deadlines_.checkSilence(child->order, id, now);
  if (!silence) return;
  log(EventType::heartbeatMissed, now, id, *child, *silence);
  port_.overdue(id, kNoDeadline, *silence);
}

void Supervision::meetDeadline(DeadlineId deadline, double now) {
  const auto taken = deadlines_.take(deadline, now);
  if (!taken) return;
  const auto [id, milliseconds] = *taken;
  const Child* child = tree_.child(id);
  if (child == nullptr) return;
  log(EventType::invocationOverran, now, id, *child, milliseconds);
  port_.overdue(id, deadline, milliseconds);
}

void Supervision::updateWatch(const Child& child) {
  if (child.state != ChildState::running) deadlines_.endWatch(child.order);
  // Whatever ran belonged to the incarnation before.
  const bool isOver = child.state == ChildState::starting || child.state == ChildState::stopped;
  if (isOver) deadlines_.cancelAll(child.order);
}

void Supervision::beginWatch(ChildId id, const Child& child, double now) {
  if (child.hasDeadlines) deadlines_.beginWatch(child.order, id, now);
}

}  // namespace statewarden
