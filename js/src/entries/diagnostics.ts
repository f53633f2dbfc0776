// The entry `statewarden/diagnostics`: events for Node's diagnostics channels.
export * from '../observability/diagnostics.js';
