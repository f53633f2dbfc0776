import { createSupervisedMachine, type SupervisedActor, type Supervisor } from 'statewarden';
import type { AnyStateMachine } from 'xstate';
import type { Behavior, DemoEvent } from '../charts/behavior.js';
import { countStates, type MachineConfig } from '../charts/machine-config.js';
import type { ActorPlan } from './plan.js';

const crash = 'PAGE.CRASH';

/** One supervised statechart of the page. */
export class LiveActor {
  readonly id: string;
  readonly about: string;
  readonly stateCount: number;
  /** Hears of each snapshot. */
  changed: () => void = () => {};
  readonly #behavior: Behavior;
  readonly #supervisor: Supervisor;
  #actor: SupervisedActor<AnyStateMachine>;

  constructor(plan: ActorPlan, supervisor: Supervisor) {
    this.id = plan.id;
    this.#behavior = plan.behavior();
    this.#supervisor = supervisor;
    this.about = this.#behavior.about;
    this.stateCount = countStates(this.#behavior.config);
    this.#actor = this.#create();
  }

  get actor(): SupervisedActor<AnyStateMachine> {
    return this.#actor;
  }

  /** Makes an action of the running statechart throw. */
  crash(): void {
    this.actor.send({ type: crash });
  }

  /** Puts a new actor in the place of one that has stopped. */
  revive(): void {
    this.#actor = this.#create();
    this.changed();
  }

  send(event: DemoEvent): void {
    this.actor.send(event);
  }

  /** Lists what the statechart would take now, most interesting first. */
  acceptedEvents(): DemoEvent[] {
    const snapshot = this.actor.getSnapshot();
    if (snapshot.status !== 'active') return [];
    return this.#behavior.events.filter((event) => snapshot.can(event));
  }

  #create(): SupervisedActor<AnyStateMachine> {
    const { config, implementations, breakDown } = this.#behavior;
    const actor = createSupervisedMachine(this.id, withCrash(config), {
      supervisor: this.#supervisor,
      implementations: {
        ...implementations,
        actions: { ...implementations.actions, breakDown },
      },
    });
    actor.subscribe({ next: () => this.changed(), error: () => {} });
    return actor;
  }
}

/** Adds a way to fail to a chart: an event of the page whose action throws. */
function withCrash(config: MachineConfig): MachineConfig {
  return { ...config, on: { ...config.on, [crash]: { actions: 'breakDown' } } };
}
