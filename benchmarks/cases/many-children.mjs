import { createActor } from 'statewarden';
import { createMachine, createActor as createXStateActor, spawnChild, stopChild } from 'xstate';
import { sending } from '../support/sending.mjs';

const child = createMachine({});
const present = 8_000;

/** A parent that has many children, and spawns and stops one more. */
const machine = createMachine({
  on: {
    SPAWN: { actions: spawnChild(child, { id: ({ event }) => event.id }) },
    TURN: { actions: [spawnChild(child, { id: 'one' }), stopChild('one')] },
  },
});

const turning = (create) => {
  const actor = create(machine).start();
  for (let i = 0; i < present; i++) actor.send({ type: 'SPAWN', id: `child-${i}` });
  const children = Object.keys(actor.getSnapshot().children).length;
  if (children !== present) throw new Error(`${children} children instead of ${present}`);
  return sending(actor, { type: 'TURN' });
};

export const manyChildren = {
  name: 'spawn + stop beside 8 000 children',
  ours: () => turning(createActor),
  theirs: () => turning(createXStateActor),
};
