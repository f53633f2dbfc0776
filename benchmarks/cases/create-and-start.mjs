import { createSupervisedMachine, RootSupervisor, StopStrategy } from 'statewarden';
import { createMachine, createActor as createXStateActor } from 'xstate';

const machine = createMachine({
  initial: 'off',
  states: { off: { on: { TOGGLE: 'on' } }, on: { on: { TOGGLE: 'off' } } },
});

/** What is created is also stopped, on both sides, so that the rounds stay alike. */
export const createAndStart = {
  name: 'create + start (+ stop)',
  ours: () => {
    const strategy = new StopStrategy();
    RootSupervisor.getInstance();
    return (count) => {
      for (let i = 0; i < count; i++) {
        createSupervisedMachine(`actor-${i}`, machine, { strategy }).stop();
      }
    };
  },
  theirs: () => (count) => {
    for (let i = 0; i < count; i++) createXStateActor(machine).start().stop();
  },
};
