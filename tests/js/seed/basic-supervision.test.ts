// biome-ignore-all lint/correctness/noUnusedFunctionParameters: as it is in the README
import { createSupervisedMachine, RestartStrategy, RootSupervisor } from 'statewarden';
import { createMachine } from 'xstate';

afterEach(() => {
  RootSupervisor.resetInstance();
  jest.restoreAllMocks();
});

it('runs the code of "Basic Supervision"', async () => {
  const written = jest.spyOn(console, 'error').mockImplementation();
  const logged = jest.spyOn(console, 'log').mockImplementation();

  // Create a machine
  const myMachine = createMachine({
    id: 'myMachine',
    initial: 'idle',
    states: {
      idle: {
        on: { START: 'active' },
      },
      active: {
        on: { STOP: 'idle' },
      },
    },
  });

  // Create a supervised actor with a restart strategy
  const myActor = createSupervisedMachine('myActor', myMachine, {
    strategy: new RestartStrategy({
      maxRestarts: 3,
      withinTimeWindow: 10000,
      backoffType: 'exponential',
    }),
    persist: true,
    onError: (error) => {
      console.error('Actor error:', error);
    },
    // @ts-expect-error noUnusedParameters is stricter than the README, and than strict.
    onRestart: (actor) => {
      console.log('Actor restarted');
    },
  });

  myActor.send({ type: 'START' });
  expect(myActor.getSnapshot().value).toBe('active');
  myActor.reportError(new Error('broken'));
  expect(written).toHaveBeenCalledWith('Actor error:', new Error('broken'));
  await myActor.restart();
  expect(logged).toHaveBeenCalledWith('Actor restarted');
  expect(myActor.getSnapshot().value).toBe('idle');
});
