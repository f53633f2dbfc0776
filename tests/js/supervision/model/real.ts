import {
  ChildError,
  type ChildSpec,
  RestartStrategy,
  RootSupervisor,
  type SupervisedActor,
  type Supervisor,
  type SupervisorOptions,
} from 'statewarden';
import { createMachine, fromCallback } from 'xstate';
import type { Tally, Traits } from './child.js';
import type { Policy, Tree } from './supervisor.js';

type Hear = (event: string) => void;

/** A machine whose invocation lives as long as an incarnation does, halts included. */
const machineOf = (id: string, begin: () => void, live: () => () => void, hear: Hear) =>
  createMachine({
    initial: 'busy',
    context: () => {
      begin();
      return {};
    },
    states: {
      busy: { invoke: { src: fromCallback(live) }, on: { FINISH: 'over' } },
      over: { type: 'final' },
    },
    on: {
      CRASH: {
        actions: () => {
          hear('CRASH');
          throw new Error(id);
        },
      },
      '*': { actions: ({ event }) => hear(event.type) },
    },
  });

/** A tree of the package whose children log as those of the model do. */
export class Real {
  readonly log: string[] = [];
  readonly deadLetters: string[] = [];
  readonly failing = new Map<string, number>();
  readonly tallies = new Map<string, Tally>();
  livesAtOnce = 0;
  readonly #root = RootSupervisor.getInstance();
  readonly #top: Supervisor;
  readonly #alive = new Map<string, number>();
  readonly #crashed = new Set<string>();
  readonly #actors = new Map<string, SupervisedActor>();

  constructor(tree: Tree) {
    this.#root.onDeadLetter(({ actorId, eventType, reason }) => {
      this.deadLetters.push(`${actorId}:${eventType} ${reason}`);
    });
    this.#top = this.#root.startChild(this.#spec(tree)) as Supervisor;
    this.note();
  }

  get isDown(): boolean {
    return this.#root.whichChildren()[0]?.state === 'stopped';
  }

  supervisor(id: string, from = this.#top): Supervisor | undefined {
    if (from.id === id) return from;
    for (const inner of from.getChildSupervisors()) {
      const found = this.supervisor(id, inner);
      if (found) return found;
    }
    return undefined;
  }

  states(id: string): string[] {
    const children = this.supervisor(id)?.whichChildren() ?? [];
    return children.map((child) => `${child.id} ${child.state}`);
  }

  tell(id: string, type: string): void {
    this.#actors.get(id)?.send({ type } as never);
  }

  /** Remembers actors that are new. */
  note(): void {
    for (const actor of this.#top.getAllActors()) this.#actors.set(actor.id, actor);
  }

  startChild(id: string, traits: Traits, isOfTemplate: boolean): void {
    const supervisor = this.supervisor(id) as Supervisor;
    supervisor.startChild(isOfTemplate ? { id: traits.id, input: traits.id } : this.#spec(traits));
  }

  call(owner: string, call: 'terminateChild' | 'restartChild' | 'deleteChild', id: string): void {
    const supervisor = this.supervisor(owner) as Supervisor;
    if (call !== 'terminateChild') {
      supervisor[call](id);
      return;
    }
    supervisor.getChildSpec(id);
    // Without a `terminate` callback the child is down when the call returns.
    void supervisor.terminateChild(id);
  }

  // ---- what the package is told ---------------------------------------------------------------

  #spec(of: Traits | Tree): ChildSpec {
    const { id, restart, significant } = of;
    if (!('children' in of)) return { ...this.#worker(restart), id, significant, input: id };
    return { id, restart, significant, supervisor: this.#options(of) };
  }

  #options({ policy, children }: Tree): SupervisorOptions {
    const { scope, limit, window, reviveStopped, autoShutdown, template } = policy;
    return {
      restartScope: scope,
      maxRestarts: limit,
      withinTimeWindow: window,
      reviveStopped,
      autoShutdown,
      defaultStrategy: strategyOf(policy),
      ...(template
        ? { template: this.#worker(template) }
        : { children: children.map((each) => this.#spec(each)) }),
    };
  }

  #worker(restart: Traits['restart']) {
    const start = (input: unknown) => {
      const id = input as string;
      return machineOf(
        id,
        () => this.#begin(id),
        () => this.#live(id),
        (event) => this.#hear(id, event),
      );
    };
    const options = {
      onError: ({ message }: Error) => this.#tallyOf(message).errors++,
      onRestart: ({ id }: SupervisedActor) => this.#tallyOf(id).restarts++,
      onStop: ({ id }: SupervisedActor) => this.#tallyOf(id).ends++,
    };
    return { start, restart, options };
  }

  #tallyOf(id: string): Tally {
    const tally = this.tallies.get(id) ?? { errors: 0, restarts: 0, ends: 0 };
    this.tallies.set(id, tally);
    return tally;
  }

  #begin(id: string): void {
    const failing = this.failing.get(id) ?? 0;
    if (failing === 0) return;
    this.failing.set(id, failing - 1);
    this.log.push(`!${id}`);
    throw new Error(id);
  }

  #hear(id: string, event: string): void {
    if (event === 'CRASH') this.#crashed.add(id);
    else this.log.push(`${id}:${event}`);
  }

  #live(id: string): () => void {
    this.log.push(`+${id}`);
    this.#alive.set(id, (this.#alive.get(id) ?? 0) + 1);
    this.livesAtOnce = Math.max(this.livesAtOnce, this.#alive.get(id) ?? 0);
    return () => {
      this.#alive.set(id, (this.#alive.get(id) ?? 0) - 1);
      // The end of one that failed is no news.
      if (!this.#crashed.delete(id)) this.log.push(`-${id}`);
    };
  }

  /** How many children are alive that nobody has ended. */
  get alive(): number {
    return [...this.#alive.values()].reduce((sum, count) => sum + count, 0);
  }
}

function strategyOf({ childLimit, window, delay, maxDelay, resetAfter }: Policy): RestartStrategy {
  return new RestartStrategy({
    backoffType: 'linear',
    initialDelay: delay,
    maxDelay,
    resetTimeout: resetAfter,
    maxRestarts: childLimit,
    withinTimeWindow: window,
  });
}

/** Says what a call throws. */
export function outcomeOf(call: () => unknown): string {
  try {
    call();
    return 'ok';
  } catch (error) {
    if (error instanceof ChildError) return error.reason;
    throw error;
  }
}
