/** A state value as a page shows it: where the main region is, and the other regions. */
export interface StateLines {
  main: string;
  regions: string[];
}

type Value = string | { [key: string]: Value };
type Walked = { path: string[]; regions: string[] };

/** Splits a state value into its first region's path and one line per further region. */
export function stateLines(value: unknown): StateLines {
  const walked = isObject(value) ? splitFirst(value) : walk(value as Value, []);
  return { main: join(walked.path), regions: walked.regions };
}

function splitFirst(value: { [key: string]: Value }): Walked {
  const [first, ...rest] = Object.entries(value);
  if (!first) return { path: [], regions: [] };
  if (rest.length === 0) return walk(value, []);
  const main = walk(first[1], []);
  return { path: main.path, regions: [...main.regions, ...rest.flatMap(regionLines)] };
}

function walk(value: Value, path: string[]): Walked {
  if (!isObject(value)) return { path: [...path, value], regions: [] };
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only) return walk(only[1], [...path, only[0]]);
  return { path, regions: entries.flatMap(regionLines) };
}

function regionLines([name, value]: [string, Value]): string[] {
  const { path, regions } = walk(value, []);
  const own = path.length > 0 ? [`${name}: ${join(path)}`] : [];
  return [...own, ...regions];
}

function isObject(value: unknown): value is { [key: string]: Value } {
  return typeof value === 'object' && value !== null;
}

const join = (path: readonly string[]) => path.map(words).join(' › ');

/** Turns a camel-case key into words. */
const words = (key: string) => key.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
