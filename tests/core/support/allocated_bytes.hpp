// How much memory the process has asked for and not given back.
#pragma once

#include <cstddef>

#if defined(__SANITIZE_ADDRESS__)
// Not every compiler brings the header of its run-time library.
extern "C" std::size_t __sanitizer_get_current_allocated_bytes();  // NOLINT
#else
#include <malloc.h>
#endif

namespace statewarden::testing {

/// Returns the bytes that are allocated now.
[[nodiscard]] inline std::size_t allocatedBytes() {
#if defined(__SANITIZE_ADDRESS__)
  return __sanitizer_get_current_allocated_bytes();
#elif defined(__EMSCRIPTEN__)
  return static_cast<std::size_t>(mallinfo().uordblks);
#else
  return mallinfo2().uordblks;
#endif
}

}  // namespace statewarden::testing
