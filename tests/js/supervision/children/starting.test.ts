import { RestartStrategy, StopStrategy, Supervisor } from 'statewarden';
import { createMachine, sendTo } from 'xstate';
import { pass, useVirtualTime } from '../support/virtual-time.js';

useVirtualTime();

/** Starts well, and fails in the first event that it sends itself, as often as it is told to. */
function failingAfterItsStart(times: number) {
  let left = times;
  return createMachine({
    initial: 'a',
    states: {
      a: {
        entry: sendTo(({ self }) => self, { type: 'BOOM' }),
        on: {
          BOOM: {
            actions: () => {
              if (left-- > 0) throw new Error('boom');
            },
          },
        },
      },
    },
  });
}

it('a failure that follows a successful start goes to the strategy, which restarts', async () => {
  const errors: string[] = [];
  const supervisor = new Supervisor('starting', {
    defaultStrategy: new RestartStrategy({ backoffType: 'none' }),
    onError: (error) => errors.push(error.message),
  });
  const actor = supervisor.startChild({ id: 'c', machine: failingAfterItsStart(1) });
  await pass(10);
  expect(errors).toEqual(['boom']);
  expect(supervisor.whichChildren()).toMatchObject([{ id: 'c', state: 'running', child: actor }]);
  expect(supervisor.getActor('c')?.getHealthMetrics()).toMatchObject({
    errorCount: 1,
    restartCount: 1,
  });
  await supervisor.stop();
});

it('a failure that follows a successful start goes to the strategy, which stops', async () => {
  const supervisor = new Supervisor('starting', { defaultStrategy: new StopStrategy() });
  supervisor.startChild({ id: 'c', machine: failingAfterItsStart(1) });
  await pass(10);
  expect(supervisor.whichChildren()).toMatchObject([{ id: 'c', state: 'stopped' }]);
  await supervisor.stop();
});
