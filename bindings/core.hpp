// The one core of a WebAssembly module.
#pragma once

#include "js_host.hpp"
#include "runtime/standalone.hpp"

namespace statewarden {

/// The JavaScript host and the runtime that asks it.
struct Core {
  JsHost host;
  Runtime runtime{host, kDefaultSeed};
  /// Decides on behalf of the default host.
  Standalone standalone{runtime};

  /// Seeds back-off jitter until the host seeds it otherwise.
  static constexpr std::uint64_t kDefaultSeed = 0x5357'0001;
};

extern Core core;

}  // namespace statewarden
