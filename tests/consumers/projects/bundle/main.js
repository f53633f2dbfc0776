import { createSupervisedMachine, RestartStrategy } from 'statewarden';

const config = {
  id: 'lamp',
  initial: 'off',
  states: { off: { on: { TOGGLE: 'on' } }, on: { on: { TOGGLE: 'off' } } },
};
const lamp = createSupervisedMachine('lamp', config, { strategy: new RestartStrategy() });
lamp.send({ type: 'TOGGLE' });
console.log(lamp.getSnapshot().value);
lamp.stop();
