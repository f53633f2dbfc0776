import { ChartError } from './chart-error.js';
import type { DefinitionTable } from './definitions.js';
import { emptyRecord } from './machine-to-chart.js';
import { isPlainObject } from './plain-object.js';

type Config = Record<string, unknown>;

/** Deeper configs are refused here, before the recursion costs too much stack. */
const maxDepth = 300;

/**
 * Turns a config object, which may hold functions and live values, into the core's JSON. What JSON
 * cannot hold stays in `table`; what the core cannot understand is passed on for it to explain.
 */
export function configToChart(config: Config, table: DefinitionTable): Config {
  return new ConfigConverter(table).state(config, '');
}

class ConfigConverter {
  readonly #table: DefinitionTable;
  #depth = 0;

  constructor(table: DefinitionTable) {
    this.#table = table;
  }

  state(config: unknown, pointer: string): Config {
    if (!isPlainObject(config)) return this.#other(config) as Config;
    if (++this.#depth > maxDepth) throw tooDeep(pointer);
    const chart: Config = {};
    for (const [key, value] of Object.entries(config)) {
      if (value !== undefined)
        this.#stateMember(chart, key, value, `${pointer}/${escapeToken(key)}`);
    }
    this.#depth--;
    return chart;
  }

  #stateMember(chart: Config, key: string, value: unknown, pointer: string): void {
    switch (key) {
      case 'context':
      case 'types':
      case 'schemas':
        break;
      case 'states':
        chart.states = this.#record(value, (each, name) =>
          this.state(each, `${pointer}/${escapeToken(name)}`),
        );
        break;
      case 'on':
      case 'after':
        chart[key] = this.#record(value, (each) => this.#transitions(each));
        break;
      case 'always':
      case 'onDone':
        chart[key] = this.#transitions(value);
        break;
      case 'entry':
      case 'exit':
        chart[key] = this.#definitions(value);
        break;
      case 'initial':
      case 'route':
        chart[key] = isPlainObject(value) ? this.#transition(value) : this.#other(value);
        break;
      case 'invoke':
        chart.invoke = mapOneOrMany(value, (each) => this.#invocation(each));
        break;
      case 'output':
        chart.output = this.#table.keep(value);
        break;
      default:
        chart[key] = this.#other(value);
    }
  }

  #record(value: unknown, convert: (each: unknown, name: string) => unknown): unknown {
    if (!isPlainObject(value)) return this.#other(value);
    const chart = emptyRecord();
    for (const [name, each] of Object.entries(value)) chart[name] = convert(each, name);
    return chart;
  }

  /** `undefined` forbids the event, as an empty transition does. */
  #transitions(value: unknown): unknown {
    return mapOneOrMany(value, (each) =>
      isPlainObject(each) ? this.#transition(each) : each === undefined ? {} : this.#other(each),
    );
  }

  #transition(transition: Config): Config {
    const chart: Config = {};
    for (const [key, value] of Object.entries(transition)) {
      if (value === undefined) continue;
      if (key === 'guard') chart.guard = this.#definition(value);
      else if (key === 'actions') chart.actions = this.#definitions(value);
      else chart[key] = this.#other(value);
    }
    return chart;
  }

  #invocation(invoke: unknown): unknown {
    if (!isPlainObject(invoke)) return this.#other(invoke);
    const chart: Config = {};
    for (const [key, value] of Object.entries(invoke)) {
      if (value === undefined || key === 'input') continue;
      if (key === 'onDone' || key === 'onError' || key === 'onSnapshot') {
        chart[key] = this.#transitions(value);
      } else if (key === 'src' && typeof value !== 'string') {
        chart.src = this.#table.keep(value);
      } else {
        chart[key] = this.#other(value);
      }
    }
    chart.input = this.#table.keep(invoke);
    return chart;
  }

  #definitions(value: unknown): unknown {
    return mapOneOrMany(value, (each) => this.#definition(each));
  }

  #definition(value: unknown): unknown {
    return typeof value === 'function' || isPlainObject(value)
      ? this.#table.keep(value)
      : this.#other(value);
  }

  /** Passes JSON on and keeps what is none. */
  #other(value: unknown): unknown {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    return isJson(value, 0) ? value : this.#table.keep(value);
  }
}

function isJson(value: unknown, depth: number): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (depth > maxDepth) return false;
  if (Array.isArray(value)) return value.every((each) => isJson(each, depth + 1));
  return isPlainObject(value) && Object.values(value).every((each) => isJson(each, depth + 1));
}

function mapOneOrMany(value: unknown, convert: (each: unknown) => unknown): unknown {
  return Array.isArray(value) ? value.map(convert) : convert(value);
}

function escapeToken(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

function tooDeep(pointer: string): ChartError {
  return new ChartError([
    {
      code: 'too-deep',
      isWarning: false,
      pointer,
      message: `more than ${maxDepth} states inside one another; split the chart into invoked machines`,
      line: 0,
      column: 0,
    },
  ]);
}
