import fc from 'fast-check';
import { eventType, nodeIndex, rarely, weighted } from './vocabulary.mjs';

const event = fc.record({ type: eventType, n: fc.nat({ max: 2 }) });

const step = weighted(
  [24, fc.record({ do: fc.constant('send'), event })],
  [8, fc.record({ do: fc.constant('advance'), by: fc.nat({ max: 40 }) })],
  [4, fc.record({ do: fc.constant('sendChild'), child: fc.nat({ max: 3 }), event })],
  [5, fc.record({ do: fc.constant('settle'), which: fc.nat({ max: 3 }), ok: fc.boolean() })],
  [
    2,
    fc.record({
      do: fc.constant('emitValue'),
      which: fc.nat({ max: 3 }),
      how: fc.constantFrom('next', 'next', 'complete', 'error'),
      event,
    }),
  ],
  [1, fc.record({ do: fc.constant('route'), node: nodeIndex })],
  [2, fc.record({ do: fc.constant('restore'), isCrossed: fc.boolean() })],
  [1, fc.constant({ do: 'subscribe' })],
  [2, fc.record({ do: fc.constant('watchChild'), child: fc.nat({ max: 3 }) })],
  [1, fc.constantFrom({ do: 'start' }, { do: 'stopChildDirectly' }, { do: 'burst' })],
);

/**
 * What the outside does to a root actor, from before its start to after its end; or, if pure, the
 * events whose effects are computed without an actor.
 */
export const scripts = fc.record({
  isPure: rarely(fc.constant(true), 5),
  inspect: fc.boolean(),
  observe: fc.constantFrom('fully', 'fully', 'fully', 'nextOnly', 'not', 'answering', 'throwing'),
  before: fc.array(fc.record({ do: fc.constant('send'), event }), { maxLength: 1 }),
  steps: fc.array(step, { minLength: 1, maxLength: 16 }),
  stop: fc.boolean(),
});

/** What is run here, beside the same machine in XState. */
export const sources = fc.constantFrom('machine', 'machine', 'config', 'text', 'text');
