import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { logDir, root } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';

const suiteTimeout = 40 * 60 * 1000;

/** A `run` for one suite: in the checkout, logged to a file of its own, never longer than allowed. */
export async function commandsFor(name) {
  const log = join(logDir, `test-${name}.log`);
  await rm(log, { force: true });
  return (command, args, options) =>
    run(command, args, { cwd: root, log, timeout: suiteTimeout, ...options });
}

/** Runs checks that each either pass or fail as one; the output of the failed ones is the report. */
export async function passOrFail(checks) {
  const failures = [];
  for (const check of checks) {
    const { status, output } = await check();
    if (status !== 0) failures.push(output);
  }
  return failures.length > 0
    ? { passed: 0, failed: 1, report: failures.join('\n') }
    : { passed: 1, failed: 0 };
}
