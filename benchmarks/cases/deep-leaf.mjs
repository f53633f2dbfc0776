import { createActor } from 'statewarden';
import { createMachine, createActor as createXStateActor } from 'xstate';
import { sending } from '../support/sending.mjs';

/** A toggle under so many levels of compound states. */
const nested = (levels) => {
  let state = {
    initial: 'off',
    states: { off: { on: { TOGGLE: 'on' } }, on: { on: { TOGGLE: 'off' } } },
  };
  for (let i = 1; i < levels; i++) state = { initial: 'inner', states: { inner: state } };
  return createMachine(state);
};

const machine = nested(10);

const toggling = (create) => sending(create(machine).start(), { type: 'TOGGLE' });

export const deepLeaf = {
  name: 'toggle of a leaf 10 levels deep',
  ours: () => toggling(createActor),
  theirs: () => toggling(createXStateActor),
};
