import { compileBytes, isProvided, provide } from './loader.js';
import { explainCompileError, WebAssemblyUnavailableError } from './unavailable.js';

/** Where the core may come from: an address to fetch, a response, bytes, or a compiled module. */
export type CoreSource = string | URL | Response | BufferSource | WebAssembly.Module;

/**
 * Gives the slim entry its core, the file `statewarden/core.wasm`. With bytes or a compiled module
 * it is there when the call returns; otherwise when the promise resolves. Does nothing when there
 * is a core already.
 *
 * @throws {WebAssemblyUnavailableError} when WebAssembly is missing or refused.
 * @throws {Error} when the file cannot be fetched; the message names the address and the status.
 */
export async function load(source: CoreSource | Promise<CoreSource>): Promise<void> {
  if (isProvided()) return;
  if (typeof WebAssembly !== 'object') throw new WebAssemblyUnavailableError('missing');
  const module = compileNow(source) ?? (await compileLater(await source));
  provide(() => module);
}

// Asks for tags, not classes: sandboxes such as Jest's have classes of their own.
const tagOf = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1);

function compileNow(source: CoreSource | Promise<CoreSource>): WebAssembly.Module | undefined {
  const tag = tagOf(source);
  if (tag === 'WebAssembly.Module') return source as WebAssembly.Module;
  const isBytes = tag.endsWith('ArrayBuffer') || ArrayBuffer.isView(source);
  return isBytes ? compileBytes(source as BufferSource) : undefined;
}

async function compileLater(source: CoreSource): Promise<WebAssembly.Module> {
  const ready = compileNow(source);
  if (ready !== undefined) return ready;
  const response =
    tagOf(source) === 'Response' ? (source as Response) : await fetch(source as string | URL);
  if (!response.ok) {
    const where = response.url || String(source);
    throw new Error(`Statewarden's core could not be fetched from ${where}: ${response.status}`);
  }
  const isStreamable = response.headers.get('content-type')?.startsWith('application/wasm');
  try {
    return await (isStreamable && 'compileStreaming' in WebAssembly
      ? WebAssembly.compileStreaming(response)
      : WebAssembly.compile(await response.arrayBuffer()));
  } catch (error) {
    throw explainCompileError(error);
  }
}
