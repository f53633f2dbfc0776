import fc from 'fast-check';
import { nodeIndex, weighted } from './vocabulary.mjs';

const style = fc.constantFrom('inline', 'named', 'params', 'dynamic');

const simple = weighted(
  [6, fc.record({ test: fc.constant('count'), modulus: fc.constantFrom(2, 3), style })],
  [4, fc.record({ test: fc.constant('payload'), is: fc.nat({ max: 2 }), style })],
  [2, fc.record({ test: fc.constant('constant'), is: fc.boolean(), style })],
  [2, fc.record({ test: fc.constant('stateIn'), node: nodeIndex, byId: fc.boolean() })],
);

const faulty = fc.constantFrom({ test: 'throw', style: 'inline' }, { test: 'missing' });

const compound = (guard) =>
  weighted(
    [
      2,
      fc.record({
        test: fc.constantFrom('and', 'or'),
        guards: fc.array(guard, { minLength: 1, maxLength: 3 }),
        style: fc.constantFrom('inline', 'named'),
      }),
    ],
    [1, fc.record({ test: fc.constant('not'), guard, style: fc.constantFrom('inline', 'named') })],
  );

const healthy = weighted([6, simple], [1, compound(weighted([6, simple], [1, compound(simple)]))]);

/** Guards, described as data; `faults` lets some of them throw. */
export const guards = ({ faults }) => (faults ? weighted([40, healthy], [1, faulty]) : healthy);
