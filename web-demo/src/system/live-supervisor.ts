import { RootSupervisor, Supervisor } from 'statewarden';
import { LiveActor } from './live-actor.js';
import type { SupervisorPlan } from './plan.js';
import { makeStrategy, type Settings } from './settings.js';

const circuitBreaker = {
  failureThreshold: 5,
  windowMs: 20_000,
  resetTimeoutMs: 6_000,
  stableAfterMs: 4_000,
};

/** A supervisor of the page with everything below it. */
export class LiveSupervisor {
  readonly id: string;
  readonly about: string;
  readonly supervisor: Supervisor;
  readonly actors: LiveActor[];
  readonly supervisors: LiveSupervisor[];
  #settings: Settings;

  constructor(plan: SupervisorPlan, parent?: Supervisor) {
    this.id = plan.id;
    this.about = plan.about;
    this.#settings = plan.settings;
    const options = {
      defaultStrategy: makeStrategy(plan.settings),
      restartScope: plan.settings.scope,
      circuitBreaker,
      healthyAfter: 15_000,
    };
    this.supervisor = parent
      ? new Supervisor(plan.id, { ...options, parent })
      : RootSupervisor.getInstance(options);
    this.actors = plan.actors.map((child) => new LiveActor(child, this.supervisor));
    this.supervisors = plan.supervisors.map((child) => new LiveSupervisor(child, this.supervisor));
  }

  get settings(): Readonly<Settings> {
    return this.#settings;
  }

  /** Changes how failures are treated from now on. */
  change(settings: Partial<Settings>): void {
    this.#settings = { ...this.#settings, ...settings };
    this.supervisor.defaultStrategy = makeStrategy(this.#settings);
    this.supervisor.restartScope = this.#settings.scope;
  }

  /** Lists this supervisor and all below it, parents first. */
  all(): LiveSupervisor[] {
    return [this, ...this.supervisors.flatMap((child) => child.all())];
  }
}
