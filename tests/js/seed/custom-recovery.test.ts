import { createSupervisedMachine, RestartStrategy, RootSupervisor } from 'statewarden';
import { createMachine } from 'xstate';

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] });
});
afterEach(() => {
  RootSupervisor.resetInstance();
  jest.useRealTimers();
});

const myMachine = createMachine({
  initial: 'idle',
  states: { idle: { on: { START: 'active' } }, active: {} },
});
const saved: unknown[] = [];
const notified: string[] = [];

async function saveStateToStorage(snapshot: { value: unknown }): Promise<void> {
  saved.push(snapshot.value);
}

async function notifyAdminOfRestart(id: string): Promise<void> {
  notified.push(id);
}

it('runs the code of "Custom Recovery Logic"', async () => {
  // Create a custom restart strategy
  const customStrategy = new RestartStrategy({
    maxRestarts: 5,
    withinTimeWindow: 60000,
    backoffType: 'exponential',
    preserveState: true,
    // Custom cleanup before restart
    cleanup: async (actor) => {
      await saveStateToStorage(actor.getSnapshot());
      await notifyAdminOfRestart(actor.id);
    },
  });

  // Use the custom strategy
  const myActor = createSupervisedMachine('myActor', myMachine, {
    strategy: customStrategy,
  });

  myActor.send({ type: 'START' });
  myActor.reportError(new Error('broken'));
  await jest.advanceTimersByTimeAsync(1000);
  expect(saved).toEqual(['active']);
  expect(notified).toEqual(['myActor']);
  expect(myActor.getHealthMetrics()).toMatchObject({ childState: 'running', restartCount: 1 });
  expect(myActor.getSnapshot().value).toBe('active');
});
