// Runs random scripts on real OTP and stores what it did: `npm run conformance:otp`.
// Arguments: the number of scripts and the first seed; the stored ones by default.
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compact } from './compact.mjs';
import { toErlang } from './erlang-terms.mjs';
import { generateScript } from './generate.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const [count = '600', firstSeed = '1', output = join(here, 'traces.jsonl')] = process.argv.slice(2);

function run(command, args) {
  const { status, error, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (error || status !== 0) throw error ?? new Error(`${command} failed: ${stderr}`);
}

const scripts = Array.from({ length: Number(count) }, (_, index) =>
  generateScript(Number(firstSeed) + index),
);
const folder = await mkdtemp(join(tmpdir(), 'otp-'));
try {
  const [terms, traces] = [join(folder, 'scripts.terms'), join(folder, 'traces.txt')];
  await writeFile(terms, toErlang(scripts));
  run('erlc', ['-o', folder, join(here, 'otp_driver.erl')]);
  run('erl', ['-noshell', '-pa', folder, '-run', 'otp_driver', 'main', terms, traces]);
  const lines = scripts.map(() => []);
  for (const line of (await readFile(traces, 'utf8')).trimEnd().split('\n')) {
    const [index, ...fields] = line.split('\t');
    lines[Number(index)].push(fields);
  }
  const records = scripts.map(({ seed, tree, steps }, index) => {
    const trace = lines[index];
    // A script ends when its topmost supervisor has ended.
    return compact({ seed, tree, steps: steps.slice(0, trace.length - 1), trace });
  });
  await writeFile(output, `${records.join('\n')}\n`);
  console.log(`${records.length} traces of real OTP are in ${output}`);
} catch (error) {
  const isMissing = error.code === 'ENOENT' && error.syscall?.startsWith('spawn');
  if (!isMissing) throw error;
  console.error('This needs Erlang: erlc and erl (Debian: apt-get install erlang-base).');
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
