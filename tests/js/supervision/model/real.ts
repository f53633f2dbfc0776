import {
  RestartStrategy,
  RootSupervisor,
  type SupervisedActor,
  type Supervisor,
} from 'statewarden';
import { createMachine, fromCallback } from 'xstate';
import type { Restart, Settings } from './model.js';

/** A machine whose invocation lives as long as an incarnation does, halts included. */
const machine = (begin: () => void, live: () => () => void) =>
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
          throw new Error('crash');
        },
      },
    },
  });

/** A supervisor of the package whose children log as those of the model do. */
export class RealSupervisor {
  readonly log: string[] = [];
  readonly failing = new Map<string, number>();
  readonly supervisor: Supervisor;
  livesAtOnce = 0;
  readonly #parent: Supervisor;
  readonly #alive = new Map<string, number>();
  readonly #crashed = new Set<string>();

  constructor({ scope, maxRestarts, reviveStopped }: Settings) {
    this.#parent = RootSupervisor.getInstance();
    this.supervisor = this.#parent.startChild({
      id: 'real',
      restart: 'transient',
      supervisor: {
        restartScope: scope,
        maxRestarts,
        withinTimeWindow: 3_600_000,
        reviveStopped,
        defaultStrategy: new RestartStrategy({
          backoffType: 'none',
          maxRestarts: Number.POSITIVE_INFINITY,
        }),
      },
    }) as Supervisor;
  }

  get isDown(): boolean {
    return this.#parent.whichChildren()[0]?.state === 'stopped';
  }

  get states(): string[] {
    return this.supervisor.whichChildren().map(({ id, state }) => `${id} ${state}`);
  }

  knows(id: string): boolean {
    return this.supervisor.whichChildren().some((child) => child.id === id);
  }

  spec(id: string, restart: Restart) {
    const begin = () => this.#begin(id);
    return { id, restart, machine: machine(begin, () => this.#live(id)) };
  }

  end(id: string, kind: 'crash' | 'finish'): void {
    const actor = this.supervisor.whichChildren().find((child) => child.id === id)?.child;
    if (kind === 'crash') this.#crashed.add(id);
    (actor as SupervisedActor).send({ type: kind === 'crash' ? 'CRASH' : 'FINISH' } as never);
  }

  #begin(id: string): void {
    const failing = this.failing.get(id) ?? 0;
    if (failing === 0) return;
    this.failing.set(id, failing - 1);
    this.log.push(`!${id}`);
    throw new Error('cannot start');
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

  /** Lists, counts and health must agree with who lives. */
  checkBooks(): void {
    const children = this.supervisor.whichChildren();
    const running = children.filter(({ state }) => state === 'running');
    const { specs, active } = this.supervisor.countChildren();
    expect([specs, active]).toEqual([children.length, running.length]);
    expect(this.alive).toBe(running.length);
    for (const { child } of running) {
      const { childState, uptime } = (child as SupervisedActor).getHealthMetrics();
      expect(childState).toBe('running');
      expect(uptime).toBeGreaterThanOrEqual(0);
    }
    // Restarts happen at once: nobody waits for anything.
    expect(jest.getTimerCount()).toBe(0);
  }

  /** How many children are alive that nobody has ended. */
  get alive(): number {
    return [...this.#alive.values()].reduce((sum, count) => sum + count, 0);
  }
}
