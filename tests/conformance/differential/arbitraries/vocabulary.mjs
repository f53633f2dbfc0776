import fc from 'fast-check';

/** Event types that the outside sends. */
export const eventTypes = ['A', 'B', 'C', 'x.y', 'x.y.z'];

/** Ids of children, delayed sends and systems; few, so that they meet. */
export const childIds = ['c0', 'c1', 'c2'];
export const sendIds = ['s0', 's1'];
export const systemIds = ['sys0', 'sys1'];
export const tags = ['t0', 't1', 't2'];

const descriptors = [
  ...eventTypes,
  ...eventTypes,
  'x.*',
  'x.y.*',
  '*',
  'xstate.done.actor.c0',
  'xstate.error.actor.c0',
  'xstate.error.actor.*',
  'xstate.done.*',
  'xstate.snapshot.c0',
];

export const eventType = fc.constantFrom(...eventTypes);
export const descriptor = fc.constantFrom(...descriptors);
export const childId = fc.constantFrom(...childIds);
export const sendId = fc.constantFrom(...sendIds);
export const systemId = fc.constantFrom(...systemIds);
/** Stands for a state node: taken modulo the number of candidates when the machine is built. */
export const nodeIndex = fc.nat({ max: 59 });

/** Picks among `[weight, arbitrary]` pairs. */
export const weighted = (...choices) =>
  fc.oneof(...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })));

const absent = fc.constant(undefined);

/** A value that is there about once in `n` times. */
export const rarely = (arbitrary, n) => weighted([n - 1, absent], [1, arbitrary]);

/** A value that is missing about once in `n` times. */
export const mostly = (arbitrary, n) => weighted([1, absent], [n - 1, arbitrary]);
