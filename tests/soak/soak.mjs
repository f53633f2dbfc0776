import {
  createSupervisedMachine,
  getCoreStatistics,
  RestartStrategy,
  RootSupervisor,
  SimulatedClock,
  Supervisor,
} from 'statewarden';

const config = {
  id: 'soak',
  initial: 'off',
  context: { count: 0 },
  states: {
    off: { on: { TOGGLE: 'on' } },
    on: { on: { TOGGLE: 'off' }, after: { 50: 'off' } },
  },
  on: { CRASH: { actions: 'crash' } },
};
const failure = new Error('crash');
const implementations = {
  actions: {
    crash() {
      throw failure;
    },
  },
};
const perSupervisor = 1000;

/** Runs many supervised actors through events, crashes, ends and new starts, in rounds that are alike. */
export class Soak {
  #clock = new SimulatedClock();
  #actors = [];
  #next = 0;
  #strategies;
  /** What has happened so far. */
  events = 0;
  crashes = 0;
  churned = 0;

  constructor(actorCount) {
    const root = RootSupervisor.getInstance({ clock: this.#clock, seed: 1 });
    const backoff = { backoffType: 'random', initialDelay: 1, maxDelay: 20, jitter: 0.5 };
    this.#strategies = [{ backoffType: 'none' }, backoff].map(
      (options) => new RestartStrategy({ ...options, maxRestarts: Number.POSITIVE_INFINITY }),
    );
    let supervisor;
    for (let index = 0; index < actorCount; index++) {
      if (index % perSupervisor === 0) {
        supervisor = new Supervisor(`group-${index}`, { parent: root, circuitBreaker: false });
      }
      this.#actors.push(this.#make(supervisor));
    }
  }

  #make(supervisor) {
    const id = `actor-${this.#next++}`;
    const strategy = this.#strategies[this.#next % 2];
    return createSupervisedMachine(id, config, { implementations, supervisor, strategy });
  }

  /** Sends so many events, so many of which are crashes; one actor in a hundred is replaced. */
  round(events, crashes) {
    const actors = this.#actors;
    const every = Math.floor(events / crashes);
    for (let sent = 0; sent < events; sent++) {
      const actor = actors[(this.events + sent * 7919) % actors.length];
      const isCrash = sent % every === 0;
      actor.send(isCrash ? { type: 'CRASH' } : { type: 'TOGGLE' });
      if (isCrash) this.crashes++;
      if (sent % 10_000 === 0) this.#clock.increment(5);
    }
    this.events += events;
    for (let index = this.#next % 100; index < actors.length; index += 100) {
      const { supervisor } = actors[index];
      actors[index].stop();
      actors[index] = this.#make(supervisor);
      this.churned++;
    }
    // Whoever waits comes back, fails by what waited for it and comes back; every delay passes.
    for (let turn = 0; turn < 50; turn++) this.#clock.increment(20);
  }

  /** What there is and what it takes, when everybody is at rest. */
  sample() {
    globalThis.gc?.();
    globalThis.gc?.();
    const { heapUsed, rss } = process.memoryUsage();
    return { ...getCoreStatistics(), heapUsed, rss };
  }

  end() {
    RootSupervisor.resetInstance();
    this.#actors.length = 0;
  }
}
