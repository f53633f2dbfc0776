# statewarden_options: what every target of ours compiles with.
add_library(statewarden_options INTERFACE)

if(STATEWARDEN_STRICT)
  target_compile_options(statewarden_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror)
endif()

if(STATEWARDEN_SANITIZE)
  set(_sanitize -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_compile_options(${_sanitize})
  add_link_options(${_sanitize})
endif()

if(STATEWARDEN_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

if(EMSCRIPTEN)
  include(wasm_options)
endif()
