import { InvalidArgumentError } from '../core/arguments/invalid-argument-error.js';
import { getCore } from '../core/loader.js';
import { checkBuiltIns } from './built-in-params.js';
import type { ChartIssue, LoadedChart, SlotDescription } from './chart-description.js';
import { ChartError } from './chart-error.js';
import { ChartMachine } from './chart-machine.js';
import { checkImplementations } from './check-implementations.js';
import { configToChart } from './config-to-chart.js';
import { DefinitionTable } from './definitions.js';
import { machineToChart } from './machine-to-chart.js';
import { type Implementations, isXStateMachine, type XStateMachineLike } from './machine-types.js';
import { isPlainObject } from './plain-object.js';
import { Program, type ProgramOrigin } from './program.js';

const programs = new WeakMap<object, Program>();

/** Programs that nothing refers to any more but an actor in the core. */
const abandoned = new Set<number>();
const registry = new FinalizationRegistry<number>((index) => {
  abandoned.add(index);
  releaseAbandoned();
});

function releaseAbandoned(): void {
  for (const index of abandoned) if (getCore().releaseProgram(index)) abandoned.delete(index);
}

/** Returns the program of a machine, made when the machine is first seen. Throws ChartError. */
export function programOf(machine: XStateMachineLike | ChartMachine): Program {
  if (machine instanceof ChartMachine) return machine.program;
  const known = programs.get(machine);
  if (known) return known;
  const table = new DefinitionTable();
  const { chart, nodes } = machineToChart(machine, table);
  return remember(machine, load(JSON.stringify(chart), table, { nodes }));
}

/**
 * Makes a machine from JSON text or a config object. A config object is compiled once and must not
 * be changed afterwards. Throws ChartError, which lists everything that is wrong with the config, and
 * InvalidArgumentError for what is no config or no implementations.
 */
export function loadMachine(
  config: string | Record<string, unknown>,
  implementations: Partial<Implementations> = {},
): ChartMachine {
  checkImplementations('loadMachine', implementations);
  const { actions = {}, guards = {}, actors = {}, delays = {} } = implementations;
  const all = { actions, guards, actors, delays };
  if (typeof config === 'string') {
    const { program, source } = loadText(config);
    return new ChartMachine(
      { ...source, context: program.chart.context ?? undefined },
      all,
      program,
    );
  }
  if (!isPlainObject(config)) {
    const wanted = "a statechart's JSON text, or a config that is a plain object";
    throw new InvalidArgumentError('loadMachine: config', config, wanted);
  }
  const program = programs.get(config) ?? remember(config, loadConfig(config));
  return new ChartMachine(config, all, program);
}

/** Returns the machine that a value stands for: itself, or the one its config describes. */
export function toMachine(
  machine: unknown,
  implementations?: Partial<Implementations>,
): XStateMachineLike | ChartMachine {
  if (machine instanceof ChartMachine) {
    return implementations ? machine.provide(implementations) : machine;
  }
  if (isXStateMachine(machine)) return implementations ? machine.provide(implementations) : machine;
  if (typeof machine === 'string') return loadMachine(machine, implementations);
  if (isPlainObject(machine)) return loadMachine(machine, implementations);
  const wanted = 'an XState machine, a statechart config or its JSON text';
  throw new InvalidArgumentError('machine', machine, wanted);
}

function loadConfig(config: Record<string, unknown>): Program {
  const table = new DefinitionTable();
  return load(JSON.stringify(configToChart(config, table)), table, { config });
}

const byteOrderMark = /^\uFEFF/;

function loadText(text: string): { program: Program; source: Record<string, unknown> } {
  const source: Record<string, unknown> = {};
  const program = load(text, new DefinitionTable(), { config: source }, { isText: true });
  // The core has found it to be JSON.
  Object.assign(source, JSON.parse(text.replace(byteOrderMark, '')));
  return { program, source };
}

function load(
  text: string,
  table: DefinitionTable,
  origin: ProgramOrigin,
  { isText = false } = {},
): Program {
  releaseAbandoned();
  const loaded = JSON.parse(getCore().loadChart(text)) as LoadedChart;
  const issues = isText ? loaded.issues : loaded.issues.map(withoutPlace);
  if (!loaded.chart) throw new ChartError(issues);
  if ('config' in origin) {
    const live = ({ definition, ...slot }: SlotDescription) => ({
      ...slot,
      definition:
        slot.kind === 'invocation' ? table.invocation(definition) : table.resolve(definition),
    });
    issues.push(...checkBuiltIns(loaded.chart.slots.map(live)));
    if (issues.some((issue) => !issue.isWarning)) {
      getCore().releaseProgram(loaded.program);
      throw new ChartError(issues);
    }
  }
  const program = new Program(loaded.program, loaded.chart, issues, table, origin);
  registry.register(program, loaded.program);
  return program;
}

/** Lines and columns of text that nobody wrote help nobody. */
function withoutPlace(issue: ChartIssue): ChartIssue {
  return { ...issue, line: 0, column: 0 };
}

function remember(key: object, program: Program): Program {
  programs.set(key, program);
  return program;
}
