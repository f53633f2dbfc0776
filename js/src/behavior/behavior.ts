import type { SlotDescription } from '../program/chart-description.js';
import type { InvokeLike } from '../program/machine-types.js';
import type { Program } from '../program/program.js';
import type { ActingActor } from './acting-actor.js';
import { type ActionRunner, argsOf, compileAction, type LateChildren } from './action.js';
import { evaluateDelay } from './built-ins/expression.js';
import { compileEventGuard } from './event-guard.js';
import { compileGuard, type GuardRunner } from './guard.js';
import { compileExpression } from './json-value.js';
import { warnOfMappedOutput } from './mapped-output.js';

/** The actions of a state that see the children it invokes, by their place in the chart. */
const enteringPointer = /^(?:\/states\/[^/]+)*\/(entry|initial\/actions)(?:\/\d+)?$/;
const none: LateChildren = { ids: [], areInvoked: false };

/** The executable side of a program: what to run at each of its slots. Shared by its actors. */
export class Behavior {
  readonly #program: Program;
  readonly #guards: (GuardRunner | undefined)[] = [];
  readonly #actions: ((actor: ActingActor) => 0 | 1)[] = [];
  readonly #eventless: ReadonlySet<number>;
  readonly #expressions = new Map<number, unknown>();

  constructor(program: Program) {
    this.#program = program;
    const { transitions } = program.chart;
    this.#eventless = new Set(
      transitions.filter((each) => each.descriptor < 0).map((each) => each.guard),
    );
    for (const [index, slot] of program.chart.slots.entries()) this.#compile(slot, index);
  }

  #compile(slot: SlotDescription, index: number): void {
    const definition = this.#program.definition(slot);
    if (slot.kind === 'guard') this.#guards[index] = this.#guard(slot, index, definition);
    if (slot.kind === 'action') this.#actions[index] = this.#action(slot, definition);
  }

  #action(slot: SlotDescription, definition: unknown): (actor: ActingActor) => 0 | 1 {
    const run: ActionRunner = compileAction(definition);
    const late = this.#lateChildren(slot);
    return (actor) => run(actor, late);
  }

  #lateChildren({ pointer, node }: SlotDescription): LateChildren {
    const [, place] = enteringPointer.exec(pointer) ?? [];
    if (place === undefined) return none;
    const { slots } = this.#program.chart;
    const invoked = slots.filter((slot) => slot.kind === 'invocation' && slot.node === node);
    return { ids: invoked.map((slot) => slot.id), areInvoked: place !== 'entry' };
  }

  /** XState wraps what guards of events throw, but not what guards of `always` throw. */
  #guard(slot: SlotDescription, index: number, definition: unknown): GuardRunner {
    if (this.#eventless.has(index)) return compileGuard(definition);
    return compileEventGuard(definition, this.#program.nodes[slot.node]?.id ?? '');
  }

  askGuard(actor: ActingActor, slot: number): boolean {
    return (this.#guards[slot] as GuardRunner)(actor);
  }

  runAction(actor: ActingActor, slot: number): 0 | 1 {
    return (this.#actions[slot] as (actor: ActingActor) => 0 | 1)(actor);
  }

  /** Computes a named delay; undefined when its name is unknown. */
  computeDelay(actor: ActingActor, slot: number): number | undefined {
    return evaluateDelay(actor, this.#definition(slot), argsOf(actor), undefined);
  }

  /** Computes the output of a final state or of the machine (XState: resolveOutput). */
  computeOutput(actor: ActingActor, slot: number, event: unknown): unknown {
    const output = this.#expression(slot, this.#definition(slot));
    if (typeof output === 'function') {
      return output({ context: actor.context, event, self: actor.ref });
    }
    warnOfMappedOutput(output);
    return output;
  }

  /** Returns an invocation as XState normalises it. */
  invocation(slot: number): InvokeLike {
    const invocation = this.#program.invocation(this.#slot(slot));
    return this.#program.isChart
      ? { ...invocation, input: this.#expression(slot, invocation.input) }
      : invocation;
  }

  /** Outputs and inputs of charts may be JSON that is computed; those of XState's machines are not. */
  #expression(slot: number, value: unknown): unknown {
    if (!this.#program.isChart) return value;
    if (!this.#expressions.has(slot)) this.#expressions.set(slot, compileExpression(value));
    return this.#expressions.get(slot);
  }

  /** Says that no later invocation of the same state has the same id. */
  isLastUnderItsId(slot: number): boolean {
    const { kind, node, id } = this.#slot(slot);
    return !this.#program.chart.slots.some(
      (other, index) =>
        index > slot && other.kind === kind && other.node === node && other.id === id,
    );
  }

  #definition(slot: number): unknown {
    return this.#program.definition(this.#slot(slot));
  }

  #slot(slot: number): SlotDescription {
    return this.#program.chart.slots[slot] as SlotDescription;
  }
}
