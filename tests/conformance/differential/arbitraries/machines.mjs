import fc from 'fast-check';
import { memo } from './memo.mjs';
import { root } from './states.mjs';
import { childId, eventType, rarely, weighted } from './vocabulary.mjs';

const context = weighted(
  [3, fc.constant({ kind: 'static' })],
  [2, fc.constant({ kind: 'factory' })],
  [
    1,
    fc.record({ kind: fc.constant('spawning'), logic: fc.nat({ max: 5 }), id: rarely(childId, 2) }),
  ],
);

const machine = (level, depth) =>
  fc.record({
    root: root(level, depth),
    context: level.children
      ? context
      : fc.constantFrom({ kind: 'static' }, { kind: 'factory' }, { kind: 'none' }),
    output: rarely(fc.constantFrom('static', 'dynamic'), 2),
    maxIterations: fc.constantFrom(12, 20),
  });

const simpleLogic = weighted(
  [3, fc.record({ kind: fc.constant('promise'), now: rarely(fc.nat({ max: 2 }), 3) })],
  [
    2,
    fc.record({
      kind: fc.constant('callback'),
      sends: fc.array(eventType, { maxLength: 2 }),
      answers: rarely(eventType, 2),
      throws: rarely(fc.constant(true), 12),
    }),
  ],
  [2, fc.record({ kind: fc.constant('transition'), throwsAt: rarely(fc.nat({ max: 3 }), 10) })],
  [
    2,
    fc.record({
      kind: fc.constant('countdown'),
      from: fc.nat({ max: 2 }),
      fails: rarely(fc.constant(true), 4),
    }),
  ],
  [1, fc.record({ kind: fc.constant('observable'), events: fc.boolean() })],
);

const childMachine = (level) =>
  fc.record({
    kind: fc.constant('machine'),
    machine: machine({ ...level, children: false, parent: true }, 2),
  });

const grandparent = (level) =>
  fc.record({
    kind: fc.constant('machine'),
    machine: machine({ ...level, children: true, parent: true }, 1),
  });

/** Logics of children by index; a machine among them makes its children of those after it. */
const logics = (level) =>
  fc.tuple(
    weighted([1, grandparent(level)], [2, childMachine(level)]),
    childMachine(level),
    simpleLogic,
    simpleLogic,
    simpleLogic,
    simpleLogic,
  );

const withLevel = memo((level, depth) =>
  fc.record({ ...(level.children && { logics: logics(level) }), top: machine(level, depth) }),
);

const levels = weighted(
  [4, fc.constant({ children: false, faults: false })],
  [5, fc.constant({ children: true, faults: false })],
  [1, fc.constant({ children: false, faults: true })],
  [2, fc.constant({ children: true, faults: true })],
);

/** A machine and the logics of its children, described as data that shrinks. */
export const machines = fc
  .tuple(levels, fc.integer({ min: 1, max: 6 }))
  .chain(([level, depth]) => withLevel(level, depth));
