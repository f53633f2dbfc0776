import {
  createSupervisedMachine,
  getCoreStatistics,
  InvalidOptionError,
  RestartStrategy,
  RootSupervisor,
  Supervisor,
  SupervisorStoppedError,
} from 'statewarden';
import { crashable } from './support/machines.js';
import { pass, settle, useVirtualTime } from './support/virtual-time.js';

useVirtualTime();

describe('a `using` block', () => {
  it('ends an actor, also one that waits for its restart', () => {
    const onStop = jest.fn();
    {
      using actor = createSupervisedMachine('a', crashable, {
        strategy: new RestartStrategy({ initialDelay: 1000 }),
        onStop,
      });
      actor.send({ type: 'CRASH' });
    }
    expect(onStop).toHaveBeenCalledTimes(1);
    expect(getCoreStatistics()).toMatchObject({ actors: 0, children: 0, timers: 0 });
  });

  it('ends a supervisor, clean-ups awaited, although the block throws', async () => {
    const log: string[] = [];
    const terminate = async () => {
      await settle();
      log.push('terminated');
    };
    const block = async () => {
      await using supervisor = new Supervisor('s', {
        children: [{ id: 'a', machine: crashable, terminate }],
      });
      throw new Error(supervisor.id);
    };
    await expect(block()).rejects.toThrow('s');
    expect(log).toEqual(['terminated']);
    expect(getCoreStatistics()).toMatchObject({ actors: 0, supervisors: 0 });
  });
});

describe('the signal of a supervisor', () => {
  it('stops it and everything below, for good', async () => {
    const controller = new AbortController();
    const parent = RootSupervisor.getInstance();
    const supervisor = new Supervisor('s', { parent, signal: controller.signal });
    const inner = new Supervisor('inner', { parent: supervisor });
    const actor = createSupervisedMachine('a', crashable, { supervisor: inner });
    controller.abort();
    await pass(0);
    expect(actor.getSnapshot().status).toBe('stopped');
    expect([supervisor.isStopped, inner.isStopped]).toEqual([true, true]);
    expect(parent.getChildSupervisors()).toEqual([]);
  });

  it('that is aborted already leaves one that takes nothing', () => {
    const supervisor = new Supervisor('s', {
      signal: AbortSignal.abort(),
      children: [{ id: 'a', machine: crashable }],
    });
    expect(supervisor.isStopped).toBe(true);
    const act = () => createSupervisedMachine('b', crashable, { supervisor });
    expect(act).toThrow(SupervisorStoppedError);
  });

  it('forgets a supervisor that has been stopped', async () => {
    const controller = new AbortController();
    const removed = jest.spyOn(controller.signal, 'removeEventListener');
    await new Supervisor('s', { signal: controller.signal }).stop();
    expect(removed).toHaveBeenCalledTimes(1);
  });

  it('is given once, and only by who makes the supervisor', () => {
    const supervisor = new Supervisor('s');
    const { signal } = new AbortController();
    expect(() => supervisor.changeOptions({ signal } as never)).toThrow(InvalidOptionError);
    expect(() => RootSupervisor.getInstance({ signal } as never)).toThrow(InvalidOptionError);
    expect(() => new Supervisor('t', { signal: {} as never })).toThrow(/an AbortSignal/);
  });
});
