import * as fc from 'fast-check';
import type { Restart, Traits } from './child.js';
import type { Policy, Tree } from './supervisor.js';

export const workers = ['a', 'b', 'c', 'd', 'e', 'f'];
export const supervisors = ['top', 'mid', 'low', 'pool'];

const restart = fc.constantFrom<Restart>('permanent', 'permanent', 'transient', 'temporary');

const policy: fc.Arbitrary<Policy> = fc.record({
  scope: fc.constantFrom('one-for-one', 'one-for-all', 'rest-for-one'),
  limit: fc.constantFrom(0, 1, 2, 3, 5, 8),
  childLimit: fc.constantFrom(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 2),
  window: fc.constantFrom(50, 160, 3_600_000),
  delay: fc.constantFrom(0, 0, 10, 25),
  maxDelay: fc.constant(60),
  resetAfter: fc.constantFrom(30, 300_000),
  reviveStopped: fc.boolean(),
  autoShutdown: fc.constantFrom('never', 'never', 'any-significant', 'all-significant'),
});

const traits = (id: string, restart: fc.Arbitrary<Restart>) =>
  fc.record({ id: fc.constant(id), restart, significant: fc.boolean() });

/** A supervisor whose children come in any order. */
function tree(
  id: string,
  children: readonly fc.Arbitrary<Traits | Tree>[],
  restarts: fc.Arbitrary<Restart>,
): fc.Arbitrary<Tree> {
  const shuffled = fc
    .tuple(...children)
    .chain((each) => fc.shuffledSubarray(each, { minLength: each.length }));
  return fc.record({ traits: traits(id, restarts), policy, children: shuffled }).map((made) => ({
    ...made.traits,
    policy: made.policy,
    children: made.children.map((child) => ({
      ...child,
      // Only such a child may be significant.
      significant:
        child.significant && child.restart !== 'permanent' && made.policy.autoShutdown !== 'never',
    })),
  }));
}

const worker = (id: string) => traits(id, restart);

const pool: fc.Arbitrary<Tree> = fc
  .tuple(tree('pool', [], fc.constant('permanent')), restart)
  .map(([made, template]) => ({
    ...made,
    policy: {
      ...made.policy,
      scope: 'one-for-one',
      autoShutdown: 'never',
      reviveStopped: false,
      template,
    },
  }));

const low = tree('low', [worker('e'), worker('f')], restart);
const mid = tree('mid', [worker('c'), low, worker('d')], restart);

/** Three levels of supervisors, and one of them with a template. */
export const trees = tree(
  'top',
  [worker('a'), mid, pool, worker('b')],
  fc.constant('transient'),
).map((made) => ({
  ...made,
  significant: false,
  [fc.toStringMethod]: () => describeTree(made),
}));

/** Writes a tree down, a supervisor's policy before its children. */
function describeTree({ id, restart, significant, ...more }: Traits | Tree): string {
  const name = `${restart}${significant ? ' significant' : ''} ${id}`;
  if (!('policy' in more)) return name;
  const policy = Object.entries(more.policy).map(([key, value]) => `${key} ${value}`);
  return `${name} (${policy.join(', ')}) [${more.children.map(describeTree).join(', ')}]`;
}
