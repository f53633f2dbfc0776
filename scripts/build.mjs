import { join } from 'node:path';
import { buildBundle } from './build/bundle.mjs';
import { buildCore } from './build/core.mjs';
import { withLock } from './lib/lock.mjs';
import { buildDir } from './lib/paths.mjs';
import { StepError, say } from './lib/step.mjs';

/** Makes everything in dist that is stale; quiet when nothing is. Resolves to whether it worked. */
export async function buildPackage() {
  return withLock(
    join(buildDir, 'build.lock'),
    async () => {
      const hasCompiled = await buildCore();
      const hasBundled = await buildBundle();
      return hasCompiled || hasBundled;
    },
    { onWait: (owner) => say(`Waiting for another build (process ${owner})`) },
  );
}

if (process.argv[1] === import.meta.filename) {
  try {
    const hasWorked = await buildPackage();
    say(hasWorked ? 'The package is built in dist.' : 'The package in dist is up to date.');
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    process.exitCode = 1;
  }
}
