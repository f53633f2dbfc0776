import { createActor } from 'statewarden';
import { createMachine, createActor as createXStateActor } from 'xstate';
import { sending } from '../support/sending.mjs';

const machine = createMachine({
  initial: 'off',
  states: { off: { on: { TOGGLE: 'on' } }, on: { on: { TOGGLE: 'off' } } },
});

const toggling = (create) => sending(create(machine).start(), { type: 'TOGGLE' });

export const toggle = {
  name: 'toggle event',
  ours: () => toggling(createActor),
  theirs: () => toggling(createXStateActor),
};

const observed = (create) => {
  const actor = create(machine);
  let seen = 0;
  actor.subscribe((snapshot) => {
    seen += snapshot.value === 'on' ? 1 : 0;
  });
  const send = sending(actor.start(), { type: 'TOGGLE' });
  return (count) => {
    const before = seen;
    send(count);
    if (count > 1 && seen === before) throw new Error('the observer saw nothing');
  };
};

export const toggleWithSubscriber = {
  name: 'toggle with subscriber',
  ours: () => observed(createActor),
  theirs: () => observed(createXStateActor),
};

const unhandled = (create) => sending(create(machine).start(), { type: 'NOBODY.KNOWS' });

export const unhandledEvent = {
  name: 'event that nothing handles',
  ours: () => unhandled(createActor),
  theirs: () => unhandled(createXStateActor),
};
