import { createSupervisedMachine, RestartStrategy } from 'statewarden';
import { createMachine, createActor as createXStateActor } from 'xstate';

const machine = createMachine({
  initial: 'working',
  states: {
    working: {
      on: {
        CRASH: {
          actions: () => {
            throw failure;
          },
        },
      },
    },
  },
});
const failure = new Error('crash');
const event = { type: 'CRASH' };

export const crashToRestarted = {
  name: 'crash to restarted',
  ours: () => {
    const actor = createSupervisedMachine('crashing', machine, {
      strategy: new RestartStrategy({ maxRestarts: Infinity, backoffType: 'none' }),
    });
    return (count) => {
      const before = actor.getHealthMetrics().restartCount;
      for (let i = 0; i < count; i++) actor.send(event);
      const restarts = actor.getHealthMetrics().restartCount - before;
      if (restarts !== count) throw new Error(`${count} crashes, but ${restarts} restarts`);
    };
  },
  // What one writes by hand: an observer that hears of the error makes and starts a new actor.
  theirs: () => (count) => {
    let actor;
    let restarts = -1;
    const start = () => {
      restarts++;
      actor = createXStateActor(machine);
      actor.subscribe({ error: start });
      actor.start();
    };
    start();
    for (let i = 0; i < count; i++) actor.send(event);
    if (restarts !== count) throw new Error(`${count} crashes, but ${restarts} restarts`);
  },
};
