// Between libFuzzer and one target: a failed expectation ends the run as a crash.
#include <gtest/gtest.h>

#include "fuzz/targets.hpp"

extern "C" int LLVMFuzzerInitialize(int* /*count*/, char*** /*arguments*/) {
  testing::InitGoogleTest();
  GTEST_FLAG_SET(throw_on_failure, true);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  statewarden::fuzz::STATEWARDEN_FUZZ_FUNCTION({data, size});
  return 0;
}
