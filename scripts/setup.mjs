import { isMain, main } from './lib/main.mjs';
import { writeDependencies, writeEmscripten } from './setup/cmake-files.mjs';
import { setupEmscripten } from './setup/emscripten.mjs';
import { setupNpmPackages } from './setup/npm-packages.mjs';
import { setupPackages, tryPackages } from './setup/packages.mjs';
import { usePrivatePackages } from './setup/private-packages.mjs';
import { buildRequirements, testRequirements } from './setup/requirements.mjs';

/**
 * Sets up what is missing for a build and, with `tests`, for the tests. Quiet when nothing is.
 * Afterwards the PATH of this process leads to every program.
 */
export async function setup({ tests = false } = {}) {
  await usePrivatePackages();
  const ends = await Promise.allSettled([setupNpmPackages(), setupToolchain(tests)]);
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}

async function setupToolchain(tests) {
  await setupPackages(buildRequirements);
  if (tests) await tryPackages(testRequirements);
  await writeEmscripten(await setupEmscripten());
  await writeDependencies();
}

if (isMain(import.meta.url)) await main(() => setup({ tests: true }));
