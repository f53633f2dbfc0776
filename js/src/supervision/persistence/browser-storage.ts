import { type SnapshotStorage, storageOf } from './storage.js';

/** Returns the browser's local storage; undefined where there is none or it is forbidden. */
export function browserStorage(): SnapshotStorage | undefined {
  // Node has a global localStorage too, which warns or throws unless it was given a file.
  if (typeof window === 'undefined') return undefined;
  try {
    return window.localStorage ? storageOf(window.localStorage) : undefined;
  } catch {
    return undefined;
  }
}
