import {
  createSupervisedMachine,
  RestartStrategy,
  RootSupervisor,
  type SupervisedActor,
  Supervisor,
} from 'statewarden';
import { createMachine } from 'xstate';
import { pass, useVirtualTime } from './support/virtual-time.js';

useVirtualTime();

/** A machine whose only event runs this, and then throws. */
function failingAfter(run: () => void) {
  return createMachine({
    on: {
      GO: {
        actions: () => {
          run();
          throw new Error('after the stop');
        },
      },
    },
  });
}

it('an actor that stops itself and then throws is stopped, and its failure is told', async () => {
  const heard: string[] = [];
  let actor: SupervisedActor | undefined;
  const machine = failingAfter(() => actor?.stop());
  actor = createSupervisedMachine('within', machine, {
    strategy: new RestartStrategy({ backoffType: 'none' }),
    onError: (error) => heard.push(error.message),
    onStop: () => heard.push('stopped'),
  });
  actor.send({ type: 'GO' });
  await pass(10);
  expect(heard).toEqual(['after the stop', 'stopped']);
  expect(actor.getSnapshot().status).toBe('stopped');
  expect(RootSupervisor.getInstance().getErrorHistory()[0]?.error.message).toBe('after the stop');
  expect(RootSupervisor.getInstance().getActor('within')).toBeUndefined();
});

it('a child that terminates itself by call and then throws stays down', async () => {
  const errors: string[] = [];
  const supervisor = new Supervisor('above', { onError: (error) => errors.push(error.message) });
  const machine = failingAfter(() => void supervisor.terminateChild('c'));
  const child = supervisor.startChild({ id: 'c', machine }) as SupervisedActor;
  child.send({ type: 'GO' });
  await pass(10);
  expect(errors).toEqual(['after the stop']);
  expect(supervisor.whichChildren()).toMatchObject([{ id: 'c', state: 'stopped' }]);
  await supervisor.stop();
});

it('an actor that stops itself while its context is made harms no other', () => {
  const other = createSupervisedMachine('other', createMachine({}));
  const machine = createMachine({
    context: ({ self }) => {
      self.stop();
      return {};
    },
  });
  try {
    createSupervisedMachine('hasty', machine);
  } catch {
    // Whether such an actor can be supervised is another question.
  }
  expect(other.getSnapshot().status).toBe('active');
});
