import { RestartStrategy, type SupervisedActor, Supervisor } from 'statewarden';
import { createMachine } from 'xstate';
import { failingAtStart } from './support/machines.js';
import { useVirtualTime } from './support/virtual-time.js';

useVirtualTime();

describe('onRestart', () => {
  const defaultStrategy = new RestartStrategy({ backoffType: 'none' });

  it('hears of each restart of an actor that is taken down again before anybody could be told', () => {
    const onRestart = jest.fn();
    let failures = 0;
    const steady = { id: 'steady', machine: createMachine({}), options: { onRestart } };
    const supervisor = new Supervisor('s', {
      defaultStrategy,
      restartScope: 'one-for-all',
      children: [
        steady,
        {
          id: 'inner',
          // The first start that fails fails the supervisor, which its own supervisor begins anew.
          supervisor: {
            defaultStrategy,
            maxRestarts: 0,
            children: [{ id: 'fragile', machine: failingAtStart(() => failures-- > 0) }],
          },
        },
      ],
    });
    failures = 2;
    const inner = supervisor.getChildSupervisors()[0] as Supervisor;
    inner.getActor('fragile')?.reportError(new Error('crash'));
    jest.advanceTimersByTime(0);
    const actor = supervisor.getActor('steady') as SupervisedActor;
    expect(actor.getHealthMetrics().restartCount).toBe(3);
    expect(onRestart).toHaveBeenCalledTimes(3);
  });
});
