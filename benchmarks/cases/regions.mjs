import { createActor } from 'statewarden';
import { createMachine, createActor as createXStateActor } from 'xstate';
import { sending } from '../support/sending.mjs';

const region = {
  initial: 'off',
  states: { off: { on: { TOGGLE: 'on' } }, on: { on: { TOGGLE: 'off' } } },
};

const machineWith = (count) =>
  createMachine({
    type: 'parallel',
    states: Object.fromEntries(Array.from({ length: count }, (_, i) => [`region${i}`, region])),
  });

const toggling = (create, machine) => sending(create(machine).start(), { type: 'TOGGLE' });

const regions = (count) => {
  const machine = machineWith(count);
  return {
    name: `${count} parallel regions, all move`,
    ours: () => toggling(createActor, machine),
    theirs: () => toggling(createXStateActor, machine),
  };
};

export const eightRegions = regions(8);
export const thirtyTwoRegions = regions(32);
