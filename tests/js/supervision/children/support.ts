import {
  RestartStrategy,
  type SupervisedActor,
  Supervisor,
  type SupervisorOptions,
} from 'statewarden';

/** Restarts at once, as often as it takes. */
export const atOnce = new RestartStrategy({
  backoffType: 'none',
  maxRestarts: Number.POSITIVE_INFINITY,
});

/** Ends in its final state on FINISH, and fails on CRASH. */
export const finishable = {
  initial: 'busy',
  states: { busy: { on: { FINISH: 'over' } }, over: { type: 'final' } },
  on: { CRASH: { actions: 'fail' } },
};

export const implementations = {
  actions: {
    fail: () => {
      throw new Error('crash');
    },
  },
};

export function supervisorOf(options: SupervisorOptions = {}): Supervisor {
  return new Supervisor('s', { defaultStrategy: atOnce, ...options });
}

/** The spec of a child that can finish and fail. */
export function worker(id: string, more: object = {}) {
  return { id, machine: finishable, options: { implementations }, ...more };
}

/** Lists the children with their states, the youngest first. */
export function states(supervisor: Supervisor): string[] {
  return supervisor.whichChildren().map(({ id, state }) => `${id} ${state}`);
}

/** Finds a running child's actor. */
export function actorOf(supervisor: Supervisor, id: string): SupervisedActor {
  return supervisor.whichChildren().find((child) => child.id === id)?.child as SupervisedActor;
}

export function send(supervisor: Supervisor, id: string, type: 'CRASH' | 'FINISH'): void {
  actorOf(supervisor, id).send({ type } as never);
}
