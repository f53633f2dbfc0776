// How deeply actors are busy inside one another.
#pragma once

#include "actor/actor_system.hpp"

namespace statewarden {

/// Counts one more busy actor on the stack.
class ActorSystem::Depth {
 public:
  explicit Depth(ActorSystem& system) : depth_(system.depth_) { ++depth_; }
  ~Depth() { --depth_; }
  Depth(const Depth&) = delete;
  Depth& operator=(const Depth&) = delete;

 private:
  std::uint32_t& depth_;
};

}  // namespace statewarden
