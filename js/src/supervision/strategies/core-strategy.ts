import { hostedCore } from '../../actor/host.js';
import { BackoffType, Directive, NONE, OnLimit, RestartMode } from '../../core/codes.js';
import type { StrategyRecord } from '../../core/records.js';

/** Stands for a fallback about which the host is asked. */
export const hostDecides = 0xffff_fffe;

/** What a field holds that its directive does not use. */
const unused: StrategyRecord = {
  directive: Directive.restart,
  mode: RestartMode.fresh,
  onLimit: OnLimit.stop,
  limit: NONE,
  window: 60_000,
  backoff: { type: BackoffType.none, initialDelay: 0, maxDelay: 0, factor: 1, jitter: 0 },
  resetTimeout: Number.POSITIVE_INFINITY,
  retryEvent: 0,
  hasCleanup: false,
  cleanupTimeout: 5_000,
  stopActor: false,
  failsSupervisor: false,
  fallback: NONE,
};

/** Turns a limit that may be infinite into the core's form. */
export function limitForCore(limit: number): number {
  return Math.min(limit, NONE);
}

/** A strategy in the core and how many objects describe it. */
interface Shared {
  readonly index: number;
  users: number;
}

const known = new Map<string, Shared>();
let epoch = 0;

/** Takes a strategy out of the core when the last object that describes it was collected. */
const collected = new FinalizationRegistry<[string, Shared]>(([key, shared]) => {
  if (--shared.users > 0 || known.get(key) !== shared) return;
  known.delete(key);
  hostedCore()._sw_release_strategy(shared.index);
});

/**
 * A strategy that the core learns when it is first needed. Equal descriptions share one index, so
 * the core holds as many strategies as a program has different ones at a time.
 */
export class CoreStrategy {
  readonly #record: StrategyRecord;
  #epoch = -1;
  #index = NONE;

  constructor(fields: Partial<StrategyRecord>) {
    this.#record = { ...unused, ...fields };
  }

  /** The core's number of this strategy; O(1) but for the first time. */
  get index(): number {
    if (this.#epoch !== epoch) {
      this.#index = this.#define();
      this.#epoch = epoch;
    }
    return this.#index;
  }

  #define(): number {
    const key = JSON.stringify(this.#record, keepInfinity);
    let shared = known.get(key);
    if (!shared) {
      shared = { index: hostedCore().defineStrategy(this.#record), users: 0 };
      known.set(key, shared);
    }
    shared.users++;
    collected.register(this, [key, shared]);
    return shared.index;
  }
}

function keepInfinity(_key: string, value: unknown): unknown {
  return value === Number.POSITIVE_INFINITY ? 'Infinity' : value;
}

/**
 * Takes all strategies out of the core when nobody is supervised; they are defined again when they
 * are needed.
 */
export function releaseUnusedStrategies(): void {
  if (known.size === 0 || hostedCore().counts().supervisors > 0) return;
  for (const { index } of known.values()) hostedCore()._sw_release_strategy(index);
  known.clear();
  epoch++;
}

/** Returns the core's number of a built-in strategy; NONE for a strategy of the user's own. */
export function coreIndexOf(strategy: object): number {
  const core = (strategy as { core?: unknown }).core;
  return core instanceof CoreStrategy ? core.index : NONE;
}

const granted = new Map<number, CoreStrategy>();

/** Returns a restart that happens at once and that no limit of the actor's own forbids. */
export function grantedRestart(mode: number): CoreStrategy {
  const present = granted.get(mode);
  if (present) return present;
  const made = new CoreStrategy({ directive: Directive.restart, mode });
  granted.set(mode, made);
  return made;
}
