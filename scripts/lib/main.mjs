import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { StepError } from './step.mjs';

/** Whether the module is the script that Node was started with. */
export function isMain(moduleUrl) {
  return (
    process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(moduleUrl)
  );
}

/** Runs a command's work; an expected failure ends it with one message and status 1. */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof StepError)) console.error(error);
    else if (!error.reported) console.error(error.message);
    process.exitCode = 1;
  }
}
