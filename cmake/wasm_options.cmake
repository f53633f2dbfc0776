# What all WebAssembly targets share; the reasons are in docs/building.md.
set(STATEWARDEN_WASM_OPTIMIZE "-Oz" CACHE STRING "How em++ compiles what runs seldom")
set(STATEWARDEN_WASM_OPTIMIZE_HOT "-O3" CACHE STRING "How em++ compiles what runs per event")

add_compile_options(-fwasm-exceptions)
add_link_options(-fwasm-exceptions -sALLOW_MEMORY_GROWTH -sSTACK_SIZE=1MB)

if(CMAKE_BUILD_TYPE STREQUAL "Debug")
  # Names, but no DWARF, which Binaryen 131 cannot always keep up to date.
  set(_level -O1 -g0)
  set(_link_level -O1 -g2)
  add_link_options(-sASSERTIONS=2 -sSTACK_OVERFLOW_CHECK=2)
else()
  set(_level ${STATEWARDEN_WASM_OPTIMIZE} -flto)
  set(_link_level ${STATEWARDEN_WASM_OPTIMIZE_HOT} -flto)
endif()
add_compile_options(${_level})
add_link_options(${_link_level})

# Compiles a target's sources whose paths match `pattern` for speed instead of size.
function(statewarden_compile_for_speed target pattern)
  get_target_property(_sources ${target} SOURCES)
  list(FILTER _sources INCLUDE REGEX "${pattern}")
  if(NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
    set_property(SOURCE ${_sources}
      APPEND PROPERTY COMPILE_OPTIONS ${STATEWARDEN_WASM_OPTIMIZE_HOT})
  endif()
endfunction()
