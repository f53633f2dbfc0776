# Hands over to the Emscripten that `npm run setup` found or installed.
include("${CMAKE_CURRENT_LIST_DIR}/../build/setup/emscripten.cmake" OPTIONAL
        RESULT_VARIABLE _found)
if(NOT _found)
  message(FATAL_ERROR "No Emscripten is set up yet. Run `npm run setup` first.")
endif()
include("${STATEWARDEN_EMSCRIPTEN_ROOT}/cmake/Modules/Platform/Emscripten.cmake")
