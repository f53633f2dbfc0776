// The last wall between C++ exceptions and JavaScript.
#pragma once

#include <exception>
#include <utility>

namespace statewarden {

/// Returns what `work` returns, or `otherwise` when memory ran out on the way.
template <class Result, class Work>
Result orElse(Result otherwise, Work work) {
  try {
    return work();
  } catch (const std::exception&) {
    return otherwise;
  }
}

}  // namespace statewarden
