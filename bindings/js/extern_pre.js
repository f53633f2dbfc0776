/** Instantiates a core of its own, synchronously; `Module.wasmBinary` holds the bytes. */
export function createCore(Module, WebAssembly) {
