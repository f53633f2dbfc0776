import { createActor } from 'statewarden';
import { assign, createMachine, createActor as createXStateActor } from 'xstate';

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

const sending = (create) => {
  const actor = create(machine).start();
  const event = { type: 'TOGGLE' };
  return (count) => {
    for (let i = 0; i < count; i++) actor.send(event);
  };
};

export const guardAndAssign = {
  name: 'guard + assign',
  ours: () => sending(createActor),
  theirs: () => sending(createXStateActor),
};
