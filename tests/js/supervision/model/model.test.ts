import * as fc from 'fast-check';
import { getCoreStatistics, RootSupervisor } from 'statewarden';
import { useVirtualTime } from '../support/virtual-time.js';
import { stepsFor } from './commands.js';
import { compare } from './compare.js';
import { Model } from './model.js';
import { Real } from './real.js';
import { supervisors, trees, workers } from './trees.js';

useVirtualTime();
// Events to actors that have ended are part of it.
beforeEach(() => void jest.spyOn(console, 'warn').mockImplementation());
afterEach(() => jest.restoreAllMocks());

/** Always the same runs, unless another seed or more of them are asked for. */
const seed = Number(process.env.STATEWARDEN_MODEL_SEED ?? 1);
const numRuns = Number(process.env.STATEWARDEN_MODEL_RUNS ?? 150);

it('a tree of supervisors does what the model does, whatever happens to it', () => {
  fc.assert(
    fc.property(
      trees,
      fc.commands(stepsFor(workers, supervisors), { maxCommands: 40, size: 'max' }),
      (tree, commands) => {
        RootSupervisor.resetInstance();
        const model = new Model(tree);
        const real = new Real(tree);
        compare(model, real);
        fc.modelRun(() => ({ model, real }), commands);
        // Stopped at any point it leaves nothing behind: no life, no timer.
        RootSupervisor.resetInstance();
        expect(real.alive).toBe(0);
        expect(jest.getTimerCount()).toBe(0);
        const { memoryInUse: _, programs: __, ...counts } = getCoreStatistics();
        expect(Object.values(counts).every((count) => count === 0)).toBe(true);
      },
    ),
    { seed, numRuns, endOnFailure: false },
  );
});
