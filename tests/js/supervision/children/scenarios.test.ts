import { createSupervisedMachine, RestartStrategy, type SupervisorOptions } from 'statewarden';
import { crashable, failingAtStart } from '../support/machines.js';
import { pass, useVirtualTime } from '../support/virtual-time.js';
import {
  actorOf,
  finishable,
  implementations,
  send,
  states,
  supervisorOf,
  worker,
} from './support.js';

useVirtualTime();

const template = { machine: finishable, options: { implementations } };

/** Starts what starts `ok` times and fails after that, on the ids `failing`. */
function failingAfter(ok: number) {
  let starts = 0;
  return () => {
    if (++starts > ok) throw new Error('no more');
    return finishable;
  };
}

describe('scenarios of the supervisor suite of OTP', () => {
  it('O-1 a supervisor without children stops', async () => {
    const supervisor = supervisorOf();
    await supervisor.stop();
    expect(supervisor.isStopped).toBe(true);
  });

  it('O-12 an instance of a template that cannot start is thrown and not listed', () => {
    const supervisor = supervisorOf({ template: { machine: failingAtStart(() => true) } });
    expect(() => supervisor.startChild()).toThrow('could not start: cannot start');
    expect(states(supervisor)).toEqual([]);
  });

  it('O-14 the instances of a template have the same full spec', () => {
    const supervisor = supervisorOf({ template: { ...template, restart: 'transient' } });
    for (let i = 0; i < 3; i++) supervisor.startChild();
    const specs = ['1', '2', '3'].map((id) => supervisor.getChildSpec(id));
    for (const { id: _, ...spec } of specs) {
      expect(spec).toMatchObject({ restart: 'transient', shutdown: 5_000, type: 'worker' });
    }
    expect(() => supervisor.getChildSpec('4')).toThrow('is not known');
  });

  it('O-18 a busy instance of a template is cut short after its shutdown time', async () => {
    const ends: string[] = [];
    const options = { implementations, onStop: ({ id }: { id: string }) => ends.push(id) };
    const terminate = ({ id }: { id: string }) =>
      id === '1' ? new Promise<void>(() => {}) : undefined;
    const supervisor = supervisorOf({
      template: { machine: finishable, options, terminate: terminate as never, shutdown: 1_000 },
    });
    supervisor.startChild();
    supervisor.startChild();
    const stopped = supervisor.stop();
    await pass(999);
    expect(ends).toEqual(['2']);
    await pass(1);
    await stopped;
    expect(ends).toEqual(['2', '1']);
  });

  it('O-20 ten instances with a brutal kill end at once, whatever their terminate does', async () => {
    const terminate = () => new Promise<void>(() => {});
    const supervisor = supervisorOf({
      template: { ...template, terminate, shutdown: 'brutal-kill' },
    });
    for (let i = 0; i < 10; i++) supervisor.startChild();
    await supervisor.stop();
    expect(supervisor.getAllActors()).toEqual([]);
  });

  it.each(['permanent', 'transient', 'temporary'] as const)(
    'O-22 %s instances may end as they like while the supervisor stops',
    async (restart) => {
      const ends = [
        () => {},
        () => {
          throw new Error('other');
        },
        () => Promise.reject(new Error('rejected')),
        ({ send: tell }: { send(event: object): void }) => tell({ type: 'FINISH' }),
        ({ send: tell }: { send(event: object): void }) => tell({ type: 'CRASH' }),
      ];
      const terminate = (actor: { id: string }) => ends[Number(actor.id) - 1]?.(actor as never);
      const supervisor = supervisorOf({
        template: { ...template, restart, terminate: terminate as never },
      });
      for (let i = 0; i < ends.length; i++) supervisor.startChild();
      await supervisor.stop();
      expect(supervisor.isStopped).toBe(true);
      expect(supervisor.getAllActors()).toEqual([]);
    },
  );

  it('O-25 instances of a template are managed by their ids', async () => {
    const supervisor = supervisorOf({ template });
    supervisor.startChild({ id: 'a' });
    expect(() => supervisor.startChild({ id: 'a' })).toThrow('runs already');
    await supervisor.terminateChild('a');
    await expect(supervisor.terminateChild('a')).rejects.toThrow('is not known');
    expect(() => supervisor.restartChild('a')).toThrow('is not known');
    expect(() => supervisor.deleteChild('a')).toThrow('is not known');
  });

  it('O-36 the error of a start far below keeps the chain of causes', () => {
    const start = () => {
      throw new Error('undefined function');
    };
    const supervisor = supervisorOf();
    const middle = { id: 'middle', supervisor: { children: [{ id: 'leaf', start }] } };
    try {
      supervisor.startChild({ id: 'top', supervisor: { children: [middle] } });
    } catch (error) {
      const chain: string[] = [];
      for (let at = error as Error | undefined; at; at = at.cause as Error | undefined) {
        chain.push((at as { childId?: string }).childId ?? at.message);
      }
      expect(chain).toEqual(['top', 'middle', 'leaf', 'undefined function']);
    }
    expect.assertions(2);
    expect(states(supervisor)).toEqual([]);
  });

  it('O-50 an instance of a template that never starts again ends the supervisor', async () => {
    const supervisor = supervisorOf({
      maxRestarts: 4,
      withinTimeWindow: 3_600_000,
      template: { start: failingAfter(2), options: { implementations } },
    });
    supervisor.startChild();
    supervisor.startChild();
    send(supervisor, '1', 'FINISH');
    await pass(10);
    expect(states(supervisor)).toEqual([]);
  });

  it.each(['permanent', 'transient'] as const)(
    'O-52 a %s instance of a template whose restart is ignored is dropped',
    async (restart) => {
      let starts = 0;
      const start = () => (++starts > 1 ? undefined : finishable);
      const supervisor = supervisorOf({
        template: { start, restart, options: { implementations } },
      });
      supervisor.startChild();
      send(supervisor, '1', 'FINISH');
      expect(states(supervisor)).toEqual([]);
      await supervisor.stop();
    },
  );

  it.each(['never', 'any-significant', 'all-significant'] as const)(
    'O-56, O-57 with autoShutdown %s insignificant children never end the supervisor',
    async (autoShutdown) => {
      for (const restart of ['temporary', 'transient'] as const) {
        const supervisor = supervisorOf({ autoShutdown, children: [worker('other')] });
        for (const id of ['a', 'b', 'c']) supervisor.startChild(worker(id, { restart }));
        await supervisor.terminateChild('a');
        send(supervisor, 'b', 'CRASH');
        send(supervisor, 'c', 'FINISH');
        const shown = restart === 'temporary' ? [] : ['c stopped', 'b running', 'a stopped'];
        expect(states(supervisor)).toEqual([...shown, 'other running']);
      }
    },
  );

  it.each(['one-for-one', 'one-for-all', 'rest-for-one'] as const)(
    'O-77 with %s the spec of a temporary child alone is forgotten',
    async (restartScope) => {
      const supervisor = supervisorOf({ restartScope });
      const start = (restart: string) => supervisor.startChild(worker('a', { restart }));
      for (const restart of ['permanent', 'transient']) {
        start(restart);
        send(supervisor, 'a', 'CRASH');
        expect(() => start(restart)).toThrow('runs already');
        await supervisor.terminateChild('a');
        expect(() => start(restart)).toThrow('is known already');
        supervisor.restartChild('a');
        if (restart === 'transient') {
          send(supervisor, 'a', 'FINISH');
          expect(() => start(restart)).toThrow('is known already');
        } else {
          await supervisor.terminateChild('a');
        }
        supervisor.deleteChild('a');
      }
      for (const end of ['CRASH', 'FINISH', undefined] as const) {
        start('temporary');
        if (end) send(supervisor, 'a', end);
        else await supervisor.terminateChild('a');
        expect(states(supervisor)).toEqual([]);
      }
    },
  );

  it('O-82 an instance that cannot start is refused to restart or delete, and may be terminated', async () => {
    const supervisor = supervisorOf({
      defaultStrategy: new RestartStrategy(),
      template: { start: failingAfter(1), options: { implementations } },
    });
    supervisor.startChild({ id: 'a' });
    send(supervisor, 'a', 'FINISH');
    await pass(150);
    expect(states(supervisor)).toEqual(['a restarting']);
    expect(() => supervisor.restartChild('a')).toThrow('is being restarted');
    expect(() => supervisor.deleteChild('a')).toThrow('is being restarted');
    await supervisor.terminateChild('a');
    expect(states(supervisor)).toEqual([]);
  });

  it('O-91 an id that an actor without a spec has is taken', () => {
    const supervisor = supervisorOf();
    const foreign = createSupervisedMachine('a', crashable, { supervisor });
    try {
      supervisor.startChild(worker('a'));
    } catch (error) {
      expect(error).toMatchObject({ reason: 'already-started', child: foreign });
    }
    expect.assertions(1);
  });

  it('O-93 instances of a template are listed and leave the list when they are terminated', async () => {
    const supervisor = supervisorOf({ template });
    supervisor.startChild({ id: 'a' });
    supervisor.startChild({ id: 'b' });
    expect(states(supervisor)).toEqual(['b running', 'a running']);
    await supervisor.terminateChild('a');
    expect(states(supervisor)).toEqual(['b running']);
  });

  it('O-102 an ignored restart of a permanent child is not tried again', async () => {
    let starts = 0;
    const start = () => (++starts > 1 ? undefined : finishable);
    const supervisor = supervisorOf();
    supervisor.startChild({ id: 'a', start, options: { implementations } });
    send(supervisor, 'a', 'FINISH');
    await pass(60_000);
    expect(states(supervisor)).toEqual(['a stopped']);
    expect(starts).toBe(2);
  });

  it('O-105 events that wait when an actor fails are processed by its next life', async () => {
    const supervisor = supervisorOf({ defaultStrategy: new RestartStrategy() });
    supervisor.startChild({ id: 'a', machine: crashable });
    const actor = actorOf(supervisor, 'a');
    actor.send({ type: 'CRASH' } as never);
    for (let i = 0; i < 10; i++) actor.send({ type: 'INC' } as never);
    await pass(100);
    expect(actor.getSnapshot().context).toEqual({ count: 10 });
  });

  it('E-4 what a start function throws is the cause, whatever it is', () => {
    const options: SupervisorOptions = {
      template: {
        start: () => {
          throw 'a string';
        },
      },
    };
    const supervisor = supervisorOf(options);
    expect(() => supervisor.startChild()).toThrow('something that is no Error was thrown');
  });
});
