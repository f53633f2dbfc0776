import { createActor } from 'statewarden';
import { assign, createMachine, createActor as createXStateActor } from 'xstate';
import { sending } from '../support/sending.mjs';

const machine = createMachine({
  context: { count: 0 },
  initial: 'off',
  states: {
    off: {
      on: {
        TOGGLE: {
          guard: ({ context }) => context.count >= 0,
          target: 'on',
          actions: assign({ count: ({ context }) => context.count + 1 }),
        },
      },
    },
    on: { on: { TOGGLE: 'off' } },
  },
});

const counter = createMachine({
  context: { count: 0 },
  on: { COUNT: { actions: assign({ count: ({ context }) => context.count + 1 }) } },
});

const run = (create, machine, type) => {
  const actor = create(machine).start();
  const send = sending(actor, { type });
  return (count) => {
    const before = actor.getSnapshot().context.count;
    send(count);
    if (count > 1 && actor.getSnapshot().context.count === before) {
      throw new Error('nothing was assigned');
    }
  };
};

export const guardAndAssign = {
  name: 'guard + assign',
  ours: () => run(createActor, machine, 'TOGGLE'),
  theirs: () => run(createXStateActor, machine, 'TOGGLE'),
};

export const targetlessAssign = {
  name: 'assign without a target',
  ours: () => run(createActor, counter, 'COUNT'),
  theirs: () => run(createXStateActor, counter, 'COUNT'),
};
