import { nearestName } from '../../core/arguments/nearest-name.js';
import { InvalidOptionError } from '../errors/invalid-option-error.js';
import { isObject, OptionReader } from '../options/option-reader.js';

/** How a phase of a shutdown runs; times in milliseconds. */
export interface ShutdownPhaseOptions {
  /**
   * The phases that come before this one.
   * @default [] for a phase of your own; a default phase keeps its place
   */
  dependsOn?: readonly string[];
  /**
   * How long the tasks of the phase may take together. From 0, or Infinity.
   * @default the shutdown's `defaultTimeout`; 10000 for `supervisors-stop`
   */
  timeout?: number;
  /**
   * Whether the next phase follows although a task failed or the time was up; with `false` the
   * shutdown is given up there.
   * @default true
   */
  recover?: boolean;
  /**
   * Whether the tasks of the phase run.
   * @default true
   */
  enabled?: boolean;
}

/** A phase, checked. */
export interface ShutdownPhase extends Required<ShutdownPhaseOptions> {
  readonly name: string;
}

const owner = 'CoordinatedShutdown';
/** The phase that stops the supervisors. */
export const stopPhase = 'supervisors-stop';

/** The phases that there are without any of one's own, each after the one before it. */
const defaultPhases = [
  'before-service-unbind',
  'service-unbind',
  'service-requests-done',
  'service-stop',
  'before-supervisors-stop',
  stopPhase,
  'after-supervisors-stop',
];

/**
 * Reads the phases that were given beside or in place of the default ones and puts all of them into
 * an order in which each comes after those that it depends on; throws InvalidOptionError.
 */
export function readPhases(given: unknown, defaultTimeout: number): ShutdownPhase[] {
  if (given !== undefined && (!isObject(given) || Array.isArray(given))) {
    throw new InvalidOptionError(owner, 'phases', given, 'an object with options by phase');
  }
  const own = (given ?? {}) as Record<string, unknown>;
  const names = [...new Set([...defaultPhases, ...Object.keys(own)])];
  const phases = names.map((name) => readPhase(name, own[name], names, defaultTimeout));
  return inOrder(phases);
}

function readPhase(
  name: string,
  given: unknown,
  names: readonly string[],
  defaultTimeout: number,
): ShutdownPhase {
  const options = ['dependsOn', 'timeout', 'recover', 'enabled'] as const;
  const place = `${owner} phase '${name}'`;
  const read = new OptionReader<ShutdownPhaseOptions>(place, given, options);
  const dependsOn = read.value<string[]>('dependsOn', Array.isArray, 'a list of phases');
  for (const other of dependsOn ?? []) {
    if (names.includes(other)) continue;
    const nearest = typeof other === 'string' ? nearestName(other, names) : undefined;
    throw new InvalidOptionError(place, 'dependsOn', other, `one of ${names.join(', ')}`, nearest);
  }
  const timeout = name === stopPhase ? Math.max(10_000, defaultTimeout) : defaultTimeout;
  return {
    name,
    dependsOn: dependsOn ?? precedingOf(name),
    timeout: read.number('timeout', timeout, { min: 0, infinity: true }),
    recover: read.boolean('recover', true),
    enabled: read.boolean('enabled', true),
  };
}

function precedingOf(name: string): readonly string[] {
  const index = defaultPhases.indexOf(name);
  return index > 0 ? defaultPhases.slice(index - 1, index) : [];
}

/** Sorts topologically; phases that depend on one another not at all stay as they were given. */
function inOrder(phases: readonly ShutdownPhase[]): ShutdownPhase[] {
  const byName = new Map(phases.map((phase) => [phase.name, phase]));
  const sorted = new Set<ShutdownPhase>();
  const visit = (phase: ShutdownPhase, path: readonly string[]): void => {
    if (sorted.has(phase)) return;
    if (path.includes(phase.name)) {
      const cycle = [...path.slice(path.indexOf(phase.name)), phase.name].join(' after ');
      const allowed = `phases without a cycle, which these have: ${cycle}`;
      throw new InvalidOptionError(owner, 'phases', {}, allowed);
    }
    for (const name of phase.dependsOn) {
      visit(byName.get(name) as ShutdownPhase, [...path, phase.name]);
    }
    sorted.add(phase);
  };
  for (const phase of phases) visit(phase, []);
  return [...sorted];
}
