import { fromCallback } from 'xstate';
import { namesUnder } from './names.js';
import type { Scenario } from './scenario.js';
import type { MachineConfig } from './types.js';

/** Stand-ins for what an application would provide; they note what runs. */
export class ScriptedImplementations {
  readonly ran: string[] = [];
  readonly guards: Record<string, () => boolean>;
  readonly actions: Record<string, () => void>;
  readonly actors: Record<string, ReturnType<typeof fromCallback>>;
  readonly delays: Record<string, number>;
  readonly #results: Record<string, boolean>;

  constructor(chart: MachineConfig, { implementations }: Scenario) {
    this.#results = { ...implementations.guards };
    this.delays = implementations.delays;
    this.guards = table(namesUnder(chart, ['guard']), (name) => () => this.#result(name));
    this.actions = table(namesUnder(chart, ['actions', 'entry', 'exit']), (name) => () => {
      this.ran.push(name);
    });
    this.actors = table(namesUnder(chart, ['src']), () => fromCallback(() => {}));
  }

  /** Changes guard results from here on. */
  answer(results: Record<string, boolean> = {}): void {
    Object.assign(this.#results, results);
  }

  /** Takes the names of the actions that ran since the last call. */
  takeRan(): string[] {
    return this.ran.splice(0);
  }

  #result(name: string): boolean {
    const result = this.#results[name];
    if (result === undefined) throw new Error(`the scenario has no result for guard '${name}'`);
    return result;
  }
}

function table<TValue>(names: string[], make: (name: string) => TValue): Record<string, TValue> {
  return Object.fromEntries(names.map((name) => [name, make(name)]));
}
