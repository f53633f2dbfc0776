# What all WebAssembly targets share; the reasons are in docs/building.md.
set(STATEWARDEN_WASM_OPTIMIZE "-O3" CACHE STRING "How em++ optimizes a release: -O3, -O2 or -Oz")

add_compile_options(-fwasm-exceptions)
add_link_options(-fwasm-exceptions -sALLOW_MEMORY_GROWTH -sSTACK_SIZE=1MB)

if(CMAKE_BUILD_TYPE STREQUAL "Debug")
  set(_level -O1 -g)
  add_link_options(-sASSERTIONS=2 -sSTACK_OVERFLOW_CHECK=2)
else()
  set(_level ${STATEWARDEN_WASM_OPTIMIZE} -flto)
endif()
add_compile_options(${_level})
add_link_options(${_level})
