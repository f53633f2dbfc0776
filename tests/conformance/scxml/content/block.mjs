import { xstate } from '../../differential/oracle.mjs';
import { Execution } from './execution.mjs';
import { compileStep } from './steps.mjs';

/**
 * Makes an action of a block of executable content. An error ends the block, and only the block: what
 * was done before it stays, and `error.execution` is raised.
 */
export const contentBlock = (document, elements) =>
  block(elements.map((element) => compileStep(document, element)));

/** Makes an action of steps: functions that are called with the execution. */
export function block(steps) {
  return xstate.enqueueActions((args) => {
    const execution = new Execution(args);
    execution.raisePendingErrors();
    execution.attempt(() => execution.runAll(steps));
    execution.finish();
  });
}
