import { createActor } from 'statewarden';
import { createMachine, createActor as createXStateActor } from 'xstate';

const region = {
  initial: 'off',
  states: { off: { on: { TOGGLE: 'on' } }, on: { on: { TOGGLE: 'off' } } },
};

const machineWith = (count) =>
  createMachine({
    type: 'parallel',
    states: Object.fromEntries(Array.from({ length: count }, (_, i) => [`region${i}`, region])),
  });

const sending = (create, machine) => {
  const actor = create(machine).start();
  const event = { type: 'TOGGLE' };
  return (count) => {
    for (let i = 0; i < count; i++) actor.send(event);
  };
};

const regions = (count) => {
  const machine = machineWith(count);
  return {
    name: `${count} parallel regions, all move`,
    ours: () => sending(createActor, machine),
    theirs: () => sending(createXStateActor, machine),
  };
};

export const eightRegions = regions(8);
export const thirtyTwoRegions = regions(32);
