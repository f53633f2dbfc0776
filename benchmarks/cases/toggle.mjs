import { createActor } from 'statewarden';
import { createMachine, createActor as createXStateActor } from 'xstate';

const machine = createMachine({
  initial: 'off',
  states: { off: { on: { TOGGLE: 'on' } }, on: { on: { TOGGLE: 'off' } } },
});

const sending = (create, subscribe) => {
  const actor = create(machine);
  let seen = 0;
  if (subscribe) {
    actor.subscribe((snapshot) => {
      seen += snapshot.value === 'on' ? 1 : 0;
    });
  }
  actor.start();
  const event = { type: 'TOGGLE' };
  return (count) => {
    for (let i = 0; i < count; i++) actor.send(event);
    return seen;
  };
};

export const toggle = {
  name: 'toggle event',
  ours: () => sending(createActor, false),
  theirs: () => sending(createXStateActor, false),
};

export const toggleWithSubscriber = {
  name: 'toggle with subscriber',
  ours: () => sending(createActor, true),
  theirs: () => sending(createXStateActor, true),
};

const unhandled = (create) => {
  const actor = create(machine).start();
  const event = { type: 'NOBODY.KNOWS' };
  return (count) => {
    for (let i = 0; i < count; i++) actor.send(event);
  };
};

export const unhandledEvent = {
  name: 'event that nothing handles',
  ours: () => unhandled(createActor),
  theirs: () => unhandled(createXStateActor),
};
