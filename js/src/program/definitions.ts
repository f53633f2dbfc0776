import type { InvokeLike } from './machine-types.js';

const marker = 'statewarden.definition';

/** Stands in a chart's JSON for something that JSON cannot hold. */
export interface DefinitionMark {
  type: typeof marker;
  params: number;
}

/** Keeps functions and other live values while the chart around them is JSON text. */
export class DefinitionTable {
  readonly #values: unknown[] = [];

  /** Keeps a value and returns the JSON that stands for it. */
  keep(value: unknown): DefinitionMark {
    return { type: marker, params: this.#values.push(value) - 1 };
  }

  /** Returns the kept value if `definition` is a mark of this table, else the definition itself. */
  resolve(definition: unknown): unknown {
    if (typeof definition !== 'object' || definition === null) return definition;
    const { type, params } = definition as Partial<DefinitionMark>;
    return type === marker && typeof params === 'number' && params in this.#values
      ? this.#values[params]
      : definition;
  }
  /** Returns an invocation as it was written; its `input` may stand for the whole of a live one. */
  invocation(definition: unknown): Partial<InvokeLike> {
    const json = definition as Partial<InvokeLike>;
    const live = this.resolve(json.input);
    return live === json.input ? json : (live as Partial<InvokeLike>);
  }
}
