import type { PromiseArgs } from '../../actor/promise-logic.js';
import type { ChartMachine } from '../../program/chart-machine.js';
import { loadMachine } from '../../program/load-program.js';
import { InvalidArgumentError } from '../errors/invalid-argument-error.js';
import { TaskRun } from './task-run.js';

const config = {
  id: 'task',
  context: ({ input }: { input: TaskRun }) => ({ run: input }),
  initial: 'working',
  states: {
    working: {
      invoke: {
        src: 'work',
        input: ({ context }: { context: { run: TaskRun } }) => context.run,
        onDone: 'finished',
      },
    },
    finished: { type: 'final' },
  },
};

const work = ({ input, signal }: PromiseArgs) => (input as TaskRun).attempt(signal);

let machine: ChartMachine | undefined;

/** Returns the machine that every task runs; it fails when the work does. */
export function taskMachine(run: unknown): ChartMachine {
  if (!(run instanceof TaskRun)) {
    const allowed = 'a task, which is started by async or asyncNoLink';
    throw new InvalidArgumentError('TaskSupervisor.startChild', run, allowed);
  }
  machine ??= loadMachine(config, { actors: { work } });
  return machine;
}
