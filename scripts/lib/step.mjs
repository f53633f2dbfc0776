import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { logDir } from './paths.mjs';
import { run } from './run.mjs';

/** An expected failure: its message is for the person at the terminal, unless it was `reported`. */
export class StepError extends Error {
  name = 'StepError';
  reported = false;
}

/**
 * Says in one line what is being done and how long it usually takes, then runs `work`, which gets
 * a `run(command, args, options)` that keeps the output in a log. Quiet unless it fails.
 */
export async function step(title, usually, work) {
  const log = join(
    logDir,
    `${title
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 60)}.log`,
  );
  await mkdir(logDir, { recursive: true });
  await rm(log, { force: true });
  say(`${title} (usually ${usually})`);
  try {
    return await work((command, args, options) => run(command, args, { log, ...options }));
  } catch (error) {
    if (error instanceof StepError) throw error;
    const failure = new StepError(`${title} failed: ${error.message}`, { cause: error });
    console.error(`${failure.message}\n${tailOf(error.output)}\nThe whole log: ${log}`);
    failure.reported = true;
    throw failure;
  }
}

/** The last lines of a command's output. */
export function tailOf(output = '', lines = 40) {
  return output.trimEnd().split('\n').slice(-lines).join('\n');
}

export function say(line) {
  console.log(`[statewarden] ${line}`);
}
