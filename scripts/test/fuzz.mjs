import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildDir, root } from '../lib/paths.mjs';
import { mapPool } from '../lib/pool.mjs';
import { fuzzRequirements, listMissing } from '../setup/requirements.mjs';
import { configure, sanitizers } from './cmake.mjs';

/** What is fuzzed: each is a binary fuzz_<name> and a folder of tests/fuzz/corpus. */
export const fuzzTargets = [
  'chart_parser',
  'snapshot_restore',
  'event_sequence',
  'supervision_script',
];

const corpusDir = join(root, 'tests/fuzz/corpus');
const jobs = 2;
const secondsInTests = 60;

/** Builds the fuzzers; resolves to their folder. */
export async function buildFuzzers(run) {
  const folder = await configure('fuzz', run);
  const options = ['--target', 'statewarden_fuzzers', '--parallel', String(jobs)];
  await run('cmake', ['--build', folder, ...options]);
  return join(folder, 'tests/fuzz');
}

/**
 * Fuzzes a target for so many seconds. `corpus` is a folder that takes what is new; what breaks the
 * target goes to build/fuzz/crashes.
 */
export async function fuzz(target, { binaries, seconds, seed, corpus, run }) {
  const crashes = join(buildDir, 'fuzz/crashes');
  for (const folder of [crashes, corpus]) await mkdir(folder, { recursive: true });
  await cp(join(corpusDir, target), corpus, { recursive: true });
  const args = [
    `-max_total_time=${seconds}`,
    `-seed=${seed}`,
    '-max_len=4096',
    '-timeout=60',
    '-rss_limit_mb=4096',
    `-artifact_prefix=${join(crashes, `${target}-`)}`,
    '-print_final_stats=1',
  ];
  if (target === 'chart_parser') args.push(`-dict=${join(root, 'tests/fuzz/json.dict')}`);
  const options = { env: sanitizers, check: false, timeout: (seconds + 300) * 1000 };
  return run(join(binaries, `fuzz_${target}`), [...args, corpus], options);
}

/** The suite: every target for a minute, from the stored inputs and always with the same seed. */
export async function runFuzzers(run) {
  const missing = (await listMissing(fuzzRequirements)).map((requirement) => requirement.package);
  if (missing.length > 0) {
    return { passed: 0, failed: 0, skipped: `needs Debian's ${missing.join(' and ')}` };
  }
  const binaries = await buildFuzzers(run);
  const ends = await mapPool(fuzzTargets, jobs, async (target) => {
    const corpus = join(buildDir, 'fuzz/test-corpus', target);
    await rm(corpus, { recursive: true, force: true });
    const end = await fuzz(target, { binaries, seconds: secondsInTests, seed: 1, corpus, run });
    return { target, ...end };
  });
  const failed = ends.filter(({ status }) => status !== 0);
  return {
    passed: ends.length - failed.length,
    failed: failed.length,
    report: failed
      .map(({ target, output }) => `${target}: ${output}\n${advise(target)}`)
      .join('\n'),
  };
}

/** What to do with an input that breaks a target. */
export function advise(target) {
  return `The input is in build/fuzz/crashes. Mend the fault, and keep the input under a name that says
what it shows in tests/fuzz/corpus/${target}, where FuzzReplayTest runs it in every build.`;
}

/** How many inputs a corpus holds. */
export async function corpusSize(folder) {
  return (await readdir(folder)).length;
}
