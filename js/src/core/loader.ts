import { createCore } from '../../generated/core.js';
import type { Core } from './core.js';
import { explainCompileError, WebAssemblyUnavailableError } from './unavailable.js';

type Compile = () => WebAssembly.Module;

let compile: Compile | undefined;
let core: Core | undefined;

/** Says how to get the compiled core when it is first needed; the first to say so counts. */
export function provide(how: Compile): void {
  compile ??= how;
}

/** Says whether a core is there or can be made. */
export function isProvided(): boolean {
  return compile !== undefined;
}

/**
 * Returns the core of this copy of the package, instantiating it on the first call (a few
 * milliseconds, synchronous).
 *
 * @throws {WebAssemblyUnavailableError} when WebAssembly is missing, refused or not loaded.
 */
export function getCore(): Core {
  if (core === undefined) {
    if (compile === undefined) throw new WebAssemblyUnavailableError('not-loaded');
    core = instantiate(compile());
  }
  return core;
}

/** Compiles bytes synchronously. */
export function compileBytes(bytes: BufferSource): WebAssembly.Module {
  if (typeof WebAssembly !== 'object') throw new WebAssemblyUnavailableError('missing');
  try {
    return new WebAssembly.Module(bytes);
  } catch (error) {
    throw explainCompileError(error);
  }
}

/** Makes an isolated core of a compiled module. */
export function instantiate(module: WebAssembly.Module): Core {
  // The glue wants bytes to compile; it gets the module that is compiled already.
  const compiled = Object.create(WebAssembly, {
    Module: {
      value: function Module() {
        return module;
      },
    },
  });
  // A module is filled member by member, so engines look its members up by hashing; not in a copy.
  return { ...createCore({ wasmBinary: new Uint8Array(8) }, compiled) };
}
