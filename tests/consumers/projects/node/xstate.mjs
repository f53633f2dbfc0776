import { createSupervisedMachine, RestartStrategy } from 'statewarden';
import { createMachine } from 'xstate';
import crash from './crash.cjs';

await crash({
  createSupervisedMachine: (id, config, { implementations, ...options }) =>
    createSupervisedMachine(id, createMachine(config, implementations), options),
  RestartStrategy,
});
