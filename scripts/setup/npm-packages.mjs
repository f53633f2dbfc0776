import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { step } from '../lib/step.mjs';

/** Whether an installed tree holds all that the lock file asks for, in the same versions. */
export function isInstalled(lock, installed) {
  return Object.entries(lock.packages ?? {}).every(([path, wanted]) => {
    if (path === '') return true;
    const present = installed?.packages?.[path];
    if (!present) return Boolean(wanted.optional || wanted.devOptional || wanted.peer);
    return present.version === wanted.version;
  });
}

/**
 * Installs what package-lock.json names when node_modules is not that. `npm ci` would refuse a lock
 * file that was written where the registry holds no packages for other platforms.
 */
export async function setupNpmPackages() {
  const lock = await readJson(join(root, 'package-lock.json'));
  const installed = await readJson(join(root, 'node_modules/.package-lock.json'));
  if (lock && isInstalled(lock, installed)) return;
  await step('Installing the npm packages', '20 to 60 seconds', (run) =>
    run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--no-progress'], { cwd: root }),
  );
}

async function readJson(path) {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text && JSON.parse(text);
}
