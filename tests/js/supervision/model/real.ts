import {
  ActorStoppedError,
  ChildError,
  type ChildSpec,
  createSupervisedMachine,
  DuplicateIdError,
  RestartStrategy,
  RootSupervisor,
  type SupervisedActor,
  type SupervisionEvent,
  type Supervisor,
  type SupervisorOptions,
} from 'statewarden';
import { createMachine, type EventObject, fromCallback } from 'xstate';
import type { Tally, Traits } from './child.js';
import type { Policy, Tree } from './supervisor.js';

/** What a worker tells of what happens to it. */
interface Life {
  begin(): void;
  live(): () => void;
  hear(event: string): void;
}

/** A machine whose invocation lives as long as an incarnation does, halts included. */
const machine = createMachine({
  types: {} as { context: Life; input: Life },
  initial: 'busy',
  context: ({ input }) => {
    input.begin();
    return input;
  },
  states: {
    busy: {
      invoke: {
        input: ({ context }) => context,
        src: fromCallback<EventObject, Life>(({ input }) => input.live()),
      },
      on: { FINISH: 'over' },
    },
    over: { type: 'final' },
  },
  on: {
    '*': { actions: ({ context, event }) => context.hear(event.type) },
  },
});

/** A tree of the package whose children log as those of the model do. */
export class Real {
  readonly log: string[] = [];
  readonly deadLetters: string[] = [];
  readonly failing = new Map<string, number>();
  readonly tallies = new Map<string, Tally>();
  /** The events of supervision; they come when the root is stopped. */
  readonly events: SupervisionEvent[] = [];
  livesAtOnce = 0;
  readonly #root = RootSupervisor.getInstance();
  readonly #top: Supervisor;
  readonly #alive = new Map<string, number>();
  readonly #crashed = new Set<string>();
  readonly #actors = new Map<string, SupervisedActor>();

  constructor(tree: Tree) {
    this.#root.onEvent((event) => this.events.push(event));
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
    const input = this.#life(traits.id);
    const spec = isOfTemplate ? { id: traits.id, input } : this.#spec(traits);
    this.supervisor(id)?.startChild(spec);
  }

  makeActor(supervisor: Supervisor, id: string): void {
    createSupervisedMachine(id, machine, {
      supervisor,
      input: this.#life(id),
      ...this.#hooks,
    });
  }

  register(supervisor: Supervisor, id: string): void {
    supervisor.registerActor(this.actorOf(id));
  }

  actorOf(id: string): SupervisedActor {
    return this.#actors.get(id) as SupervisedActor;
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

  /** Stops what nobody supervises, and everything else. */
  stop(): void {
    RootSupervisor.resetInstance();
    for (const actor of this.#actors.values()) actor.stop();
  }

  // ---- what the package is told ---------------------------------------------------------------

  #spec(of: Traits | Tree): ChildSpec {
    const { id, restart, significant } = of;
    if ('children' in of) return { id, restart, significant, supervisor: this.#options(of) };
    const input = this.#life(id);
    return { id, restart, significant, machine, input, options: this.#hooks };
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
        ? { template: { machine, restart: template, options: this.#hooks } }
        : { children: children.map((each) => this.#spec(each)) }),
    };
  }

  readonly #hooks = {
    onError: ({ message }: Error) => void this.#tallyOf(message).errors++,
    onRestart: ({ id }: { id: string }) => void this.#tallyOf(id).restarts++,
    onStop: ({ id }: { id: string }) => void this.#tallyOf(id).ends++,
  };

  #life(id: string): Life {
    return {
      begin: () => this.#begin(id),
      live: () => this.#live(id),
      hear: (event) => this.#hear(id, event),
    };
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
    if (event !== 'CRASH') this.log.push(`${id}:${event}`);
    else {
      this.#crashed.add(id);
      throw new Error(id);
    }
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

  livesOf(id: string): number {
    return this.#alive.get(id) ?? 0;
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
    if (error instanceof DuplicateIdError) return 'duplicate';
    if (error instanceof ActorStoppedError) return 'stopped';
    throw error;
  }
}
