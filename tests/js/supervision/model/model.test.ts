import * as fc from 'fast-check';
import { getCoreStatistics, RootSupervisor } from 'statewarden';
import { useVirtualTime } from '../support/virtual-time.js';
import { stepsFor } from './commands.js';
import { compare, compareEvents } from './compare.js';
import { Model } from './model.js';
import { Real } from './real.js';
import type { Tree } from './supervisor.js';
import { supervisors, trees, workers } from './trees.js';

useVirtualTime();
// Events to actors that have ended are part of it.
beforeEach(() => void jest.spyOn(console, 'warn').mockImplementation());
afterEach(() => jest.restoreAllMocks());

/** Always the same runs, unless another seed or more of them are asked for. */
const seed = Number(process.env.STATEWARDEN_MODEL_SEED ?? 1);
const numRuns = Number(process.env.STATEWARDEN_MODEL_RUNS ?? 150);

const runs = fc.tuple(
  trees,
  fc.commands(stepsFor(workers, supervisors), { maxCommands: 40, size: 'max' }),
);

/** Runs commands on a tree, and stops it wherever it stands then. */
function run(tree: Tree, commands: Iterable<fc.Command<Model, Real>>): void {
  RootSupervisor.resetInstance();
  const model = new Model(tree);
  const real = new Real(tree);
  try {
    compare(model, real);
    fc.modelRun(() => ({ model, real }), commands);
  } finally {
    real.stop();
  }
  compareEvents(model, real);
  expect(real.alive).toBe(0);
  expect(jest.getTimerCount()).toBe(0);
}

it('a tree of supervisors does what the model does, and leaves nothing when it is stopped', () => {
  fc.assert(
    fc.property(runs, ([tree, commands]) => {
      run(tree, commands);
      const { memoryInUse: _, programs: __, ...counts } = getCoreStatistics();
      expect(Object.entries(counts).filter(([, count]) => count > 0)).toEqual([]);
    }),
    { seed, numRuns, endOnFailure: false },
  );
});

it('the memory of the core is where it was when the same things have happened again and again', () => {
  const samples = fc.sample(runs, { seed, numRuns: 6 });
  const afterRounds = (count: number) => {
    for (let round = 0; round < count; round++) {
      for (const [tree, commands] of samples) run(tree, commands);
    }
    return getCoreStatistics().memoryInUse;
  };
  const before = afterRounds(3);
  // The queues of free slots may take a block more or less.
  expect(afterRounds(8) - before).toBeLessThanOrEqual(2 * 4104);
});
