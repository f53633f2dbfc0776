// The entry `statewarden/slim`: the same API without the core's bytes.

export { type CoreSource, load } from '../core/load.js';
export * from '../index.js';
