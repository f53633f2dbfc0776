#include "fuzz/targets.hpp"
#include "supervision/walk.hpp"

namespace statewarden::fuzz {
namespace {

constexpr int kMaxSteps = 300;

}  // namespace

void superviseByAnyScript(Bytes bytes) {
  ByteReader reader(bytes);
  Walk walk([&](std::uint32_t count) { return reader.below(count); }, 1);
  for (int i = 0; i < kMaxSteps && !reader.isEmpty(); ++i) walk.run(1);
  walk.end();
}

}  // namespace statewarden::fuzz
