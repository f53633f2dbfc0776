import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Everything made by a build; deleting it loses nothing but time. */
export const buildDir = join(root, 'build');

/** What setup found or made, as CMake and the other scripts read it. */
export const setupDir = join(buildDir, 'setup');

export const logDir = join(buildDir, 'logs');

/** Toolchains that a clean checkout should find again. */
export const cacheDir = join(
  process.env.XDG_CACHE_HOME || join(homedir(), '.cache'),
  'statewarden',
);
