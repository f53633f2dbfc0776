import * as fc from 'fast-check';
import { getCoreStatistics, RootSupervisor } from 'statewarden';
import { useVirtualTime } from '../support/virtual-time.js';
import { steps } from './commands.js';
import { ModelSupervisor, type Settings } from './model.js';
import { RealSupervisor } from './real.js';

useVirtualTime();

/** Always the same runs, unless another seed or more of them are asked for. */
const seed = Number(process.env.STATEWARDEN_MODEL_SEED ?? 1);
const numRuns = Number(process.env.STATEWARDEN_MODEL_RUNS ?? 150);

const settings: fc.Arbitrary<Settings> = fc.record({
  scope: fc.constantFrom('one-for-one', 'one-for-all', 'rest-for-one'),
  maxRestarts: fc.nat(6),
  reviveStopped: fc.boolean(),
});

it('a supervisor does what the model of OTP does, whatever happens to it', () => {
  fc.assert(
    fc.property(
      settings,
      fc.commands(steps, { maxCommands: 40, size: 'max' }),
      (given, commands) => {
        RootSupervisor.resetInstance();
        const real = new RealSupervisor(given);
        fc.modelRun(() => ({ model: new ModelSupervisor(given), real }), commands);
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
