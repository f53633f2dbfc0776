import { createSupervisedMachine, RestartStrategy, RootSupervisor } from 'statewarden';
import { createMachine } from 'xstate';

const machine = createMachine({
  types: {} as {
    context: { count: number };
    events: { type: 'UP'; by: number } | { type: 'STOP' };
  },
  context: { count: 0 },
  initial: 'idle',
  states: { idle: { on: { STOP: 'done' } }, done: { type: 'final' } },
});

const actor = createSupervisedMachine('typed', machine, {
  strategy: new RestartStrategy({ maxRestarts: 3, backoffType: 'exponential' }),
  onError: (error) => console.error(error.message),
});

actor.send({ type: 'UP', by: 2 });
// @ts-expect-error the machine knows no such event
actor.send({ type: 'DOWN' });
// @ts-expect-error `by` is missing
actor.send({ type: 'UP' });
// @ts-expect-error there is no such back-off
new RestartStrategy({ backoffType: 'sometimes' });

export const count: number = actor.getSnapshot().context.count;
export const errors: number = actor.getHealthMetrics().errorCount;
export const root: RootSupervisor = RootSupervisor.getInstance();
