import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { main } from './lib/main.mjs';
import { buildDir } from './lib/paths.mjs';
import { mapPool } from './lib/pool.mjs';
import { run } from './lib/run.mjs';
import { StepError, step } from './lib/step.mjs';
import { setupPackages } from './setup/packages.mjs';
import { fuzzRequirements } from './setup/requirements.mjs';
import { setup } from './setup.mjs';
import { advise, buildFuzzers, corpusSize, fuzz, fuzzTargets } from './test/fuzz.mjs';

/**
 * `npm run fuzz:core -- --minutes N [--target T] [--seed S]`: fuzzes the C++ core. What is new is
 * kept in build/fuzz/corpus and is where the next run begins.
 */
async function fuzzCore() {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '5' },
      target: { type: 'string' },
      seed: { type: 'string', default: String((Date.now() % 1_000_000) + 1) },
    },
  });
  const { minutes, target, seed } = values;
  if (!(Number(minutes) > 0)) throw new StepError('--minutes must be a number above 0');
  if (target !== undefined && !fuzzTargets.includes(target)) {
    throw new StepError(`--target must be one of ${fuzzTargets.join(', ')}`);
  }
  await setup();
  await setupPackages(fuzzRequirements);
  const binaries = await step('Building the fuzzers', '3 to 6 minutes', buildFuzzers);
  console.log(`seed ${seed}, ${minutes} minutes for each target, two at a time`);
  await mapPool(target ? [target] : fuzzTargets, 2, async (name) => {
    const corpus = join(buildDir, 'fuzz/corpus', name);
    const seconds = Math.ceil(Number(minutes) * 60);
    const { status, output } = await fuzz(name, { binaries, seconds, seed, corpus, run });
    const [, runs] = output.match(/number_of_executed_units: (\d+)/) ?? [];
    console.log(`${name}: ${runs ?? 'unknown'} runs, ${await corpusSize(corpus)} inputs kept`);
    if (status === 0) return;
    console.error(`${output}\n${advise(name)}`);
    process.exitCode = 1;
  });
}

await main(fuzzCore);
