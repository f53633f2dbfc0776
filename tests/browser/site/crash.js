import { createSupervisedMachine, RestartStrategy } from './statewarden/index.js';

/** Crashes a machine and resolves to what became of it, or to why the core cannot run here. */
export function crash() {
  const explode = () => {
    throw new Error('broken');
  };
  const config = { id: 'm', initial: 'a', states: { a: { on: { GO: { actions: 'explode' } } } } };
  return new Promise((resolve) => {
    try {
      const actor = createSupervisedMachine('m', config, {
        implementations: { actions: { explode } },
        strategy: new RestartStrategy({ initialDelay: 1 }),
        onRestart: () => resolve(`restarted after: ${actor.getHealthMetrics().lastError.message}`),
      });
      actor.send({ type: 'GO' });
    } catch (error) {
      resolve(`${error.name}: ${error.message}`);
    }
  });
}
