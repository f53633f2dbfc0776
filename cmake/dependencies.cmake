# Where nlohmann/json and GoogleTest's sources are: as given on the command line, as
# `npm run setup` found them, or where Debian's packages put them.
include("${PROJECT_SOURCE_DIR}/build/setup/dependencies.cmake" OPTIONAL)

# /usr/include itself must never become an include folder of the WebAssembly build, where it would
# shadow the C library; setup therefore keeps a copy of these headers alone.
if(NOT EMSCRIPTEN)
  set(_system_include /usr/include /usr/local/include /opt/homebrew/include)
endif()
find_path(STATEWARDEN_JSON_INCLUDE_DIR nlohmann/json.hpp PATHS ${_system_include}
          NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH)
find_path(STATEWARDEN_GOOGLETEST_DIR googletest/src/gtest-all.cc PATHS /usr/src/googletest
          NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH)

if(NOT STATEWARDEN_JSON_INCLUDE_DIR)
  message(FATAL_ERROR "nlohmann/json was not found. Run `npm run setup`, or pass "
                      "-DSTATEWARDEN_JSON_INCLUDE_DIR=<folder that holds nlohmann/json.hpp>.")
endif()

add_library(statewarden_json INTERFACE)
target_include_directories(statewarden_json SYSTEM INTERFACE "${STATEWARDEN_JSON_INCLUDE_DIR}")
