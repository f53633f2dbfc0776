import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { logDir } from './paths.mjs';
import { run } from './run.mjs';

/** A failure that has been reported in full to the person at the terminal. */
export class StepError extends Error {
  name = 'StepError';
}

/**
 * Says in one line what is being done and how long it usually takes, then runs `work`, which gets
 * a `run(command, args, options)` that keeps the output in a log. Quiet unless it fails.
 */
export async function step(title, usually, work) {
  const log = join(logDir, `${title.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.log`);
  await mkdir(logDir, { recursive: true });
  await rm(log, { force: true });
  say(`${title} (usually ${usually})`);
  try {
    return await work((command, args, options) => run(command, args, { log, ...options }));
  } catch (error) {
    if (error instanceof StepError) throw error;
    const tail = (error.output ?? '').trimEnd().split('\n').slice(-40).join('\n');
    console.error(`${title} failed: ${error.message}\n${tail}\nThe whole log: ${log}`);
    throw new StepError(`${title} failed: ${error.message}`, { cause: error });
  }
}

export function say(line) {
  console.log(`[statewarden] ${line}`);
}
