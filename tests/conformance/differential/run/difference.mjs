import { inspect } from 'node:util';

/** Says in which step two sides began to differ, and in what. */
export class Difference extends Error {
  constructor(steps, oracle, other, { config }) {
    const at = oracle.log.findIndex(
      (entry, index) => JSON.stringify(entry) !== JSON.stringify(other.log[index]),
    );
    const first = at < 0 ? oracle.log.length : at;
    const entry = (side) => JSON.stringify(side.log[first] ?? 'nothing more');
    const before = oracle.log
      .slice(Math.max(0, first - 6), first)
      .map((each) => JSON.stringify(each));
    super(
      [
        `after ${JSON.stringify(steps)}`,
        ...before.map((each) => `  both: ${each.slice(0, 300)}`),
        `${oracle.name}: ${entry(oracle)}`,
        `${other.name}: ${entry(other)}`,
        inspect(config, { depth: null, breakLength: 120 }),
      ].join('\n'),
    );
    this.name = 'Difference';
  }
}
