// How events wait for an actor, and what becomes of those for which there is no room.
#include <algorithm>
#include <limits>

#include "actor/actor_system.hpp"

namespace statewarden {

bool ActorSystem::setBounds(ActorId id, const MailboxBounds& bounds) {
  Actor* actor = table_.find(id);
  if (actor == nullptr) return false;
  const auto known = std::ranges::find(bounds_, bounds);
  const auto index = static_cast<std::size_t>(known - bounds_.begin());
  if (index > std::numeric_limits<std::uint16_t>::max()) return false;
  if (known == bounds_.end()) bounds_.push_back(bounds);
  actor->bounds = static_cast<std::uint16_t>(index);
  return true;
}

std::optional<Overflow> ActorSystem::overflowAt(const Actor& actor, QueuedEvent& event) {
  // What the interpreter needs, such as the end of a child, always finds room.
  if (actor.bounds != 0) event.isVital = host_.isVital();
  if (actor.mailbox == nullptr || event.isVital) return std::nullopt;
  const MailboxBounds& bounds = bounds_[actor.bounds];
  const bool isHeld = actor.status == ActorStatus::suspended;
  const std::size_t capacity = isHeld ? bounds.stashCapacity : bounds.capacity;
  if (actor.mailbox->size() < capacity || host_.isVital()) return std::nullopt;
  return isHeld ? bounds.stashOverflow : bounds.overflow;
}

std::uint32_t ActorSystem::enqueue(ActorId id, Actor& actor, QueuedEvent event) {
  std::optional<Overflow> overflow;
  if (event.kind != EventKind::delay) {
    overflow = overflowAt(actor, event);
    if (overflow == Overflow::reject) return kRefused;
    event.payload = host_.keepEvent();
  }
  if (actor.mailbox == nullptr) actor.mailbox = std::make_unique<Mailbox>();
  QueuedEvent lost = event;
  const bool isDropped =
      overflow && (*overflow != Overflow::dropOldest || !actor.mailbox->popOldest(lost));
  if (!isDropped) {
    actor.mailbox->push(event);
    if (actor.status == ActorStatus::running && !actor.isBusy) runnable_.push_back(id);
  }
  if (!overflow) return kQueued;
  const bool isHeld = actor.status == ActorStatus::suspended;
  host_.deadLetter(id, lost.payload,
                   isHeld ? DeadLetterReason::stashOverflow : DeadLetterReason::mailboxOverflow);
  if (overflow == Overflow::fail) host_.overflowed(id);
  return kQueued;
}

}  // namespace statewarden
