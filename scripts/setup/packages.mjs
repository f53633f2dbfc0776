import { StepError, say, step } from '../lib/step.mjs';
import { unpackPrivately } from './private-packages.mjs';
import { findProgram, listMissing } from './requirements.mjs';

/** Installs what is missing of the requirements, or says in one sentence what to install. */
export async function setupPackages(requirements) {
  const missing = await listMissing(requirements);
  if (missing.length === 0) return;
  const names = missing.map((requirement) => requirement.package);
  try {
    if (await findProgram(['apt-get'])) {
      await (process.getuid?.() === 0 ? installAsRoot(names) : unpackPrivately(missing));
    }
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
  }
  const still = (await listMissing(requirements)).map((requirement) => requirement.package);
  if (still.length > 0) throw new StepError(advise(still));
}

/** Like setupPackages, but what cannot be had is only reported: the tests that need it will fail. */
export async function tryPackages(requirements) {
  try {
    await setupPackages(requirements);
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    say(error.message);
  }
}

function installAsRoot(names) {
  return step(`Installing ${names.join(', ')}`, '1 to 2 minutes, once', async (run) => {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    const wait = ['-o', 'DPkg::Lock::Timeout=600', '-o', 'Acquire::Retries=3'];
    await run('apt-get', [...wait, 'update'], { env, check: false });
    const install = ['install', '--yes', '--no-install-recommends', ...names];
    await run('apt-get', [...wait, ...install], { env });
  });
}

function advise(names) {
  return `Missing, and could not be installed here: ${names.join(', ')}. As root on Debian 12, run:
  apt-get update && apt-get install --yes ${names.join(' ')}`;
}
