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

const strategy = new RestartStrategy({ maxRestarts: Infinity, backoffType: 'none' });

// What one writes by hand: an observer that hears of the error makes and starts a new actor.
function restartByHand() {
  return (count) => {
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
  };
}

export const crashToRestarted = {
  name: 'crash to restarted',
  ours: () => {
    const actor = createSupervisedMachine('crashing', machine, { strategy });
    return (count) => {
      const before = actor.getHealthMetrics().restartCount;
      for (let i = 0; i < count; i++) actor.send(event);
      const restarts = actor.getHealthMetrics().restartCount - before;
      if (restarts !== count) throw new Error(`${count} crashes, but ${restarts} restarts`);
    };
  },
  theirs: restartByHand,
};

/** Each crash is that of another actor, and all of them have one supervisor. */
export const crashBesideMany = {
  name: 'crash to restarted beside 100 000',
  ours: () => {
    const actors = Array.from({ length: 100_000 }, (_, i) =>
      createSupervisedMachine(`crashing-${i}`, machine, { strategy }),
    );
    let next = 0;
    return (count) => {
      for (let i = 0; i < count; i++) actors[next++ % actors.length].send(event);
    };
  },
  theirs: restartByHand,
};
