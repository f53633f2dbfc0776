import { inspect } from 'node:util';

/** How many of the entries before the first difference are shown. */
const shown = 6;

/** Says in which step two sides began to differ, and in what. */
export class Difference extends Error {
  constructor(steps, oracle, other, { config }) {
    const at = oracle.log.findIndex((entry, index) => entry !== other.log[index]);
    const first = at < 0 ? oracle.log.length : at;
    const entry = (side) => side.log[first] ?? 'nothing more';
    const before = oracle.log.slice(Math.max(0, first - shown), first);
    super(
      [
        'after the steps',
        ...steps.map((step) => `  ${JSON.stringify(step)}`),
        ...before.map((each) => `both: ${each.slice(0, 300)}`),
        `${oracle.name}: ${entry(oracle)}`,
        `${other.name}: ${entry(other)}`,
        inspect(config, { depth: null, breakLength: 120 }),
      ].join('\n'),
    );
    this.name = 'Difference';
  }
}

/** Says whether two sides wrote down the same. */
export function isEqual(oracle, other) {
  const { length } = oracle.log;
  return other.log.length === length && oracle.log.every((each, i) => each === other.log[i]);
}
