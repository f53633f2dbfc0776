// Measures restarts in Erlang/OTP and here, one after the other, and prints ratios: `npm run bench:otp`.
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProgram } from '../../scripts/setup/requirements.mjs';
import { measureHere } from './here.mjs';

const here = dirname(fileURLToPath(import.meta.url));

function run(command, args) {
  const { status, error, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (error || status !== 0) throw error ?? new Error(`${command} failed: ${stderr}${stdout}`);
  return stdout;
}

/** Returns the nanoseconds of each case by its name. */
async function measureOtp() {
  const folder = await mkdtemp(join(tmpdir(), 'otp-'));
  try {
    run('erlc', ['-o', folder, join(here, 'restart.erl')]);
    const flags = ['-noshell', '-pa', folder, '+P', '1000000', '-kernel', 'logger_level', 'none'];
    const lines = run('erl', [...flags, '-run', 'restart', 'main', 'x'])
      .trim()
      .split('\n');
    return new Map(
      lines.map((line) => line.split(' ')).map(([name, n, ns]) => [`${name} ${n}`, Number(ns)]),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (!(await findProgram(['erl'])) || !(await findProgram(['erlc']))) {
  console.log('Erlang/OTP is not installed (Debian: erlang-base), so there is nothing to compare.');
} else {
  const [otp, ours] = [await measureOtp(), measureHere()];
  const microseconds = (ns) => `${(ns / 1000).toFixed(1)} us`.padStart(14);
  console.log(
    'From the crash of one child to its restart (medians), beside so many children in all;',
  );
  console.log('and from the first of 10 000 crashes until the last child is back.\n');
  console.log(`${'case'.padEnd(18)}${'statewarden'.padStart(14)}${'OTP'.padStart(14)}     ratio`);
  for (const [name, theirs] of otp) {
    const own = ours.get(name);
    const ratio = `${(theirs / own).toFixed(1)} x`.padStart(10);
    console.log(`${name.padEnd(18)}${microseconds(own)}${microseconds(theirs)}${ratio}`);
  }
}
