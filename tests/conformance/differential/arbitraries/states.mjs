import fc from 'fast-check';
import { actions } from './actions.mjs';
import { guards } from './guards.mjs';
import { memo } from './memo.mjs';
import {
  childId,
  descriptor,
  mostly,
  nodeIndex,
  rarely,
  systemId,
  tags,
  weighted,
} from './vocabulary.mjs';

const target = weighted(
  [6, fc.record({ kind: fc.constant('one'), node: nodeIndex, form: fc.nat({ max: 2 }) })],
  [2, fc.constant({ kind: 'none' })],
  [1, fc.record({ kind: fc.constant('many'), node: nodeIndex, regions: fc.array(nodeIndex) })],
);

const transition = memo((level) =>
  fc.record({
    target,
    guard: rarely(guards(level), 2),
    actions: actions(level),
    reenter: rarely(fc.constant(true), 4),
  }),
);

/** Eventless transitions nearly always have a guard, else most charts loop. */
const eventless = memo((level) =>
  fc.record({ target, guard: mostly(guards(level), 8), actions: actions(level) }),
);

const list = (arbitrary, maxLength) => fc.array(arbitrary, { maxLength });

const handler = memo((level) =>
  fc.record({
    descriptor,
    transitions: weighted(
      [12, fc.array(transition(level), { minLength: 1, maxLength: 2 })],
      [1, fc.constantFrom('forbidden', [])],
    ),
  }),
);

const delayed = memo((level) =>
  fc.record({
    delay: weighted(
      [6, fc.integer({ min: 1, max: 30 })],
      [1, fc.constantFrom('d0', 'd1', 'dMissing')],
    ),
    transitions: list(transition(level), 2),
  }),
);

const invocation = memo((level) =>
  fc.record({
    logic: fc.nat({ max: 5 }),
    id: rarely(childId, 2),
    inline: rarely(fc.constant(true), 4),
    systemId: rarely(systemId, 10),
    onDone: rarely(list(transition(level), 2), 2),
    onError: rarely(list(transition(level), 2), 2),
    onSnapshot: rarely(list(transition(level), 1), 4),
  }),
);

const common = memo((level) => ({
  id: rarely(fc.constant(true), 6),
  numeric: rarely(fc.constant(true), 10),
  entry: actions(level),
  exit: actions(level),
  on: list(handler(level), 3),
  always: rarely(list(eventless(level), 2), 5),
  after: rarely(list(delayed(level), 2), 5),
  onDone: rarely(list(transition(level), 2), 3),
  invoke: level.children ? rarely(list(invocation(level), 2), 5) : fc.constant(undefined),
  tags: rarely(fc.subarray(tags), 3),
  meta: rarely(fc.nat({ max: 5 }), 5),
  route: rarely(fc.record({ guard: rarely(guards(level), 3), actions: actions(level) }), 25),
}));

const output = rarely(fc.constantFrom('static', 'dynamic'), 2);

const final = memo((level) =>
  fc.record({
    type: fc.constant('final'),
    entry: actions(level),
    exit: actions(level),
    output,
    tags: rarely(fc.subarray(tags), 3),
  }),
);

const history = fc.record({
  type: fc.constant('history'),
  deep: fc.boolean(),
  target: rarely(nodeIndex, 2),
});

const atomic = memo((level) => fc.record({ type: fc.constant('atomic'), ...common(level) }));

const parent = (level, depth, type) =>
  fc.record({
    type: fc.constant(type),
    ...common(level),
    initial: nodeIndex,
    initialActions: rarely(actions(level), 4),
    children: fc.array(state(level, depth - 1), { minLength: 1, maxLength: 3 }),
  });

/** A state with up to `depth` levels below it. */
const state = memo((level, depth) => {
  if (depth === 0) return weighted([5, atomic(level)], [1, final(level)], [1, history]);
  return weighted(
    [5, atomic(level)],
    [2, final(level)],
    [1, history],
    [4, parent(level, depth, 'compound')],
    [2, parent(level, depth, 'parallel')],
  );
});

/** A root state with up to `depth` levels below it. */
export const root = (level, depth) =>
  weighted(
    [12, parent(level, depth, 'compound')],
    [4, parent(level, depth, 'parallel')],
    [1, atomic(level)],
  );
