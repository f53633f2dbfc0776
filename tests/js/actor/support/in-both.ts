import { createActor } from 'statewarden';
import { createActor as createXStateActor, SimulatedClock } from 'xstate';

/** What a scenario is run with; each library has its own. */
export interface Stage {
  createActor: typeof createXStateActor;
  clock: SimulatedClock;
  /** Writes down what the libraries must agree on. */
  note: (...seen: unknown[]) => void;
}

/**
 * Runs a scenario in XState and here, expects both to write down the same, and returns that. The test
 * says what it is, so that a scenario that writes nothing cannot pass.
 */
export function inBoth(scenario: (stage: Stage) => void): unknown[][] {
  const [theirs, ours] = [
    createXStateActor,
    createActor as unknown as typeof createXStateActor,
  ].map((create) => {
    const log: unknown[][] = [];
    scenario({
      createActor: create,
      clock: new SimulatedClock(),
      note: (...seen) => void log.push(seen),
    });
    return log;
  });
  expect(ours).toEqual(theirs);
  return theirs as unknown[][];
}
