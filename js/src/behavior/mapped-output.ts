import { warn } from './warn.js';

/** Warns of an output whose members are functions, which nobody calls; in XState's words. */
export function warnOfMappedOutput(output: unknown): void {
  if (typeof output !== 'object' || output === null) return;
  const mappers = Object.entries(output).filter(([, member]) => typeof member === 'function');
  if (mappers.length === 0) return;
  const list = mappers.map(([key, mapper]) => {
    return `\n - ${key}: ${String(mapper).replace(/\n\s*/g, '')}`;
  });
  warn(
    `Dynamically mapping values to individual properties is deprecated. Use a single function that returns the mapped object instead.\nFound object containing properties whose values are possibly mapping functions: ${list.join('')}`,
  );
}
