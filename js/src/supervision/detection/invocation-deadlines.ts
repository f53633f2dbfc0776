import { stopRef } from '../../actor/children.js';
import { hostedCore } from '../../actor/host.js';
import type { Subscription } from '../../actor/observer.js';
import type { AnyActorRef } from '../../behavior/acting-actor.js';
import { DeadlineError } from '../errors/deadline-error.js';
import type { DetectedLife } from './detected-life.js';

interface Running {
  readonly child: AnyActorRef;
  readonly milliseconds: number;
  readonly subscription: Subscription;
}

const noDeadline = -1;
const never = Number.POSITIVE_INFINITY;

/** The children of an actor that may run for some time only. */
export class InvocationDeadlines {
  readonly #actor: DetectedLife;
  readonly #limits: number | Readonly<Record<string, number>>;
  readonly #running = new Map<number, Running>();

  constructor(actor: DetectedLife, limits: number | Readonly<Record<string, number>>) {
    this.#actor = actor;
    this.#limits = limits;
  }

  /** Told of a child that is about to start; O(1) but for the search of its invocation. */
  begin(child: AnyActorRef): void {
    const milliseconds = this.#limitOf(child);
    if (milliseconds === never) return;
    const deadline = hostedCore()._sw_add_deadline(this.#actor.childId, milliseconds);
    if (deadline === noDeadline) return;
    const end = () => this.#end(deadline);
    const subscription = (child as ObservableChild).subscribe({ complete: end, error: end });
    this.#running.set(deadline, { child, milliseconds, subscription });
  }

  #limitOf(child: AnyActorRef): number {
    const limits = this.#limits;
    if (typeof limits === 'number') return this.#isInvoked(child.id) ? limits : never;
    const { src } = child as ObservableChild;
    const named = typeof src === 'string' && Object.hasOwn(limits, src) ? limits[src] : undefined;
    return (Object.hasOwn(limits, child.id) ? limits[child.id] : named) ?? never;
  }

  #isInvoked(id: string): boolean {
    const { slots } = this.#actor.program.chart;
    return slots.some((slot) => slot.kind === 'invocation' && slot.id === id);
  }

  #end(deadline: number): void {
    if (this.#running.delete(deadline)) hostedCore()._sw_cancel_deadline(deadline);
  }

  /** Told by the core that a child takes too long: it is stopped, and the actor hears of its error. */
  meet(deadline: number, elapsed: number): void {
    const late = this.#running.get(deadline);
    if (!late) return;
    this.#running.delete(deadline);
    late.subscription.unsubscribe();
    const { child, milliseconds } = late;
    stopRef(child);
    const { id, system } = this.#actor;
    const error = new DeadlineError(id, milliseconds, elapsed, child.id);
    const event = { type: `xstate.error.actor.${child.id}`, error, actorId: child.id };
    system._relay(child, this.#actor, event);
  }

  /** Lets the children run on for any time. */
  clear(): void {
    for (const [deadline, { subscription }] of this.#running) {
      subscription.unsubscribe();
      this.#end(deadline);
    }
  }
}

interface ObservableChild extends AnyActorRef {
  readonly src?: unknown;
  subscribe(observer: { complete(): void; error(error: unknown): void }): Subscription;
}
