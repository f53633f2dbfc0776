import {
  createSupervisedMachine,
  RestartStrategy,
  RootSupervisor,
  type SupervisedActor,
  Supervisor,
} from 'statewarden';
import { crashable } from './support/machines.js';
import { pass, useVirtualTime } from './support/virtual-time.js';

useVirtualTime();

const soon = new RestartStrategy({ backoffType: 'linear', initialDelay: 10 });

/**
 * Fails with two more events waiting, the first of which fails as well, so that the actor has failed
 * again by the time that `onRestart` hears of the first restart.
 */
async function failTwice(onRestart: (actor: SupervisedActor) => void) {
  let isFirst = true;
  const onError = jest.fn();
  const actor = createSupervisedMachine('a', crashable, {
    strategy: soon,
    onError,
    onRestart: (restarted) => {
      if (isFirst) onRestart(restarted);
      isFirst = false;
    },
  });
  const onFailure = jest.fn();
  actor.subscribe({ error: onFailure });
  for (const type of ['CRASH', 'EXIT', 'INC'] as const) actor.send({ type });
  await pass(10);
  return { actor, onError, onFailure };
}

describe('an actor that has failed again when onRestart', () => {
  it('lets it go is not left deaf: without supervision that failure ends it', async () => {
    const { actor, onFailure } = await failTwice(() => {
      RootSupervisor.getInstance().unregisterActor('a');
    });
    expect(actor.getSnapshot()).toMatchObject({ status: 'error', error: new Error('EXIT') });
    expect(onFailure.mock.calls).toEqual([[new Error('EXIT')]]);
  });

  it('moves it is the business of the other supervisor', async () => {
    const told: string[] = [];
    const other = new Supervisor('other', {
      parent: RootSupervisor.getInstance(),
      onError: (error) => told.push(error.message),
    });
    const { actor, onError } = await failTwice((restarted) => other.registerActor(restarted));
    expect(told).toEqual(['EXIT']);
    expect(onError).toHaveBeenCalledTimes(2);
    expect(RootSupervisor.getInstance().getErrorHistory()[0]?.supervisorId).toBe('root/other');
    await pass(10);
    expect(actor.getSnapshot()).toMatchObject({ status: 'active', context: { count: 1 } });
  });

  it('stops it is stopped, and the failure is told', async () => {
    const { actor, onError } = await failTwice((restarted) => restarted.stop());
    expect(actor.getSnapshot().status).toBe('stopped');
    expect(onError).toHaveBeenCalledTimes(2);
  });
});
