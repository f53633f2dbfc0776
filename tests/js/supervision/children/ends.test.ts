import { RootSupervisor, StopStrategy, Supervisor } from 'statewarden';
import { pass, settle, useVirtualTime } from '../support/virtual-time.js';
import {
  actorOf,
  atOnce,
  finishable,
  implementations,
  send,
  states,
  supervisorOf,
  worker,
} from './support.js';

useVirtualTime();

/** A supervisor below the root, whose own end can be seen there. */
function below(options: object): Supervisor {
  return RootSupervisor.getInstance().startChild({
    id: 'inner',
    restart: 'transient',
    supervisor: { defaultStrategy: atOnce, ...options },
  }) as Supervisor;
}

const hasEnded = () => states(RootSupervisor.getInstance())[0] === 'inner stopped';

describe('ends with the reason shutdown, which here is an end in a final state,', () => {
  it('O-33 restart a permanent child each time', () => {
    const supervisor = supervisorOf({ children: [worker('a')] });
    const lives = new Set([actorOf(supervisor, 'a')]);
    for (let i = 0; i < 2; i++) {
      send(supervisor, 'a', 'FINISH');
      lives.add(actorOf(supervisor, 'a'));
    }
    expect(lives.size).toBe(3);
    expect(states(supervisor)).toEqual(['a running']);
  });

  it('O-34 restart no transient child, neither the first time nor after restartChild', () => {
    const supervisor = supervisorOf({ children: [worker('a', { restart: 'transient' })] });
    for (let i = 0; i < 2; i++) {
      send(supervisor, 'a', 'FINISH');
      expect(states(supervisor)).toEqual(['a stopped']);
      expect(supervisor.countChildren()).toMatchObject({ specs: 1, active: 0, workers: 1 });
      supervisor.restartChild('a');
    }
    expect(states(supervisor)).toEqual(['a running']);
  });

  it('O-35 forget a temporary child, whose id may be used again', () => {
    const supervisor = supervisorOf();
    for (let i = 0; i < 2; i++) {
      supervisor.startChild(worker('a', { restart: 'temporary' }));
      send(supervisor, 'a', 'FINISH');
      expect(supervisor.countChildren()).toMatchObject({ specs: 0, active: 0, workers: 0 });
    }
  });
});

describe('O-21 children that end by themselves while the supervisor awaits the last one', () => {
  const types = ['permanent', 'transient', 'temporary'] as const;
  const ways = {
    finishes: (supervisor: Supervisor, id: string) => send(supervisor, id, 'FINISH'),
    crashes: (supervisor: Supervisor, id: string) => send(supervisor, id, 'CRASH'),
    stops: (supervisor: Supervisor, id: string) => actorOf(supervisor, id).stop(),
    fails: (supervisor: Supervisor, id: string) =>
      actorOf(supervisor, id).reportError(new Error('reported')),
  };
  const cases = types.flatMap((restart) =>
    Object.entries(ways).map(([way, end]) => ({ id: `${restart} ${way}`, restart, end })),
  );

  it('end once each and are not started again', async () => {
    const log: string[] = [];
    const note = ({ id }: { id: string }) => log.push(id);
    const start = jest.fn(() => finishable);
    const options = { implementations, onStop: note, onRestart: () => log.push('restarted') };
    const slow = {
      ...worker('slow', { options }),
      terminate: () => new Promise<void>((resolve) => setTimeout(resolve, 100)),
    };
    const children = cases.map(({ id, restart }) => ({ id, restart, start, options }));
    const supervisor = supervisorOf({ children: [...children, slow] });
    const stopped = supervisor.stop();
    await settle();
    expect(log).toEqual([]);
    for (const { id, end } of cases) end(supervisor, id);
    await pass(100);
    await stopped;
    expect(start).toHaveBeenCalledTimes(12);
    expect([...log].sort()).toEqual([...cases.map(({ id }) => id), 'slow'].sort());
    expect(supervisor.getAllActors()).toEqual([]);
    expect(supervisor.isStopped).toBe(true);
  });
});

describe('a significant child', () => {
  type End = (supervisor: Supervisor, id: string) => unknown;
  const byCall: End = (supervisor, id) => supervisor.terminateChild(id);
  const crash: End = (supervisor, id) => send(supervisor, id, 'CRASH');
  const finish: End = (supervisor, id) => send(supervisor, id, 'FINISH');

  it.each([
    ['any-significant', 'temporary', 'terminated', byCall, [false, false], 'O-58'],
    ['any-significant', 'temporary', 'crashed', crash, [true], 'O-58'],
    ['any-significant', 'temporary', 'finished', finish, [true], 'O-58'],
    ['all-significant', 'temporary', 'terminated', byCall, [false, false], 'O-58'],
    ['all-significant', 'temporary', 'crashed', crash, [false, true], 'O-58'],
    ['all-significant', 'temporary', 'finished', finish, [false, true], 'O-58'],
    ['any-significant', 'transient', 'terminated', byCall, [false, false], 'O-59'],
    ['any-significant', 'transient', 'crashed', crash, [false, false], 'O-59'],
    ['any-significant', 'transient', 'finished', finish, [true], 'O-59'],
    ['all-significant', 'transient', 'terminated', byCall, [false, false], 'O-59'],
    ['all-significant', 'transient', 'crashed', crash, [false, false], 'O-59'],
    ['all-significant', 'transient', 'finished', finish, [false, true], 'O-59'],
  ] as const)(
    'with %s that is %s and %s ends its supervisor or not',
    async (autoShutdown, restart, _way, end, expected, _scenario) => {
      const stops: string[] = [];
      const options = { implementations, onStop: ({ id }: { id: string }) => stops.push(id) };
      const inner = below({
        autoShutdown,
        children: [
          worker('plain', { options }),
          worker('a', { restart, significant: true, options }),
          worker('b', { restart, significant: true, options }),
          worker('last', { options }),
        ],
      });
      const seen: boolean[] = [];
      for (const id of ['a', 'b'].slice(0, expected.length)) {
        await end(inner, id);
        seen.push(hasEnded());
      }
      expect(seen).toEqual(expected);
      const own = end === crash && restart === 'transient' ? [] : ['a', 'b'];
      const others = expected.length === 1 ? ['last', 'b', 'plain'] : ['last', 'plain'];
      expect(stops).toEqual([
        ...own.slice(0, expected.length),
        ...(expected.includes(true as never) ? others : []),
      ]);
    },
  );

  it.each(
    (['one-for-one', 'one-for-all', 'rest-for-one'] as const).flatMap((scope) =>
      (['any-significant', 'all-significant'] as const).map((mode) => [scope, mode] as const),
    ),
  )('O-61 with %s and %s that goes down as a bystander ends nobody', (restartScope, mode) => {
    const inner = below({
      restartScope,
      autoShutdown: mode,
      children: [
        worker('failing'),
        worker('passing', { restart: 'temporary', significant: true }),
        worker('staying', { restart: 'transient', significant: true }),
      ],
    });
    send(inner, 'failing', 'CRASH');
    expect(hasEnded()).toBe(false);
    const passing = restartScope === 'one-for-one' ? ['passing running'] : [];
    expect(states(inner)).toEqual(['staying running', ...passing, 'failing running']);
  });
});

describe('the end of a child that takes its time', () => {
  const never = () => new Promise<void>(() => {});

  it('O-16 is awaited for workers and supervisors with shutdown infinity', async () => {
    const log: string[] = [];
    const slow = (id: string) => ({
      id,
      machine: finishable,
      shutdown: 'infinity' as const,
      terminate: async () => {
        await new Promise((resolve) => setTimeout(resolve, 1e6));
        log.push(id);
      },
    });
    const inner = { id: 'inner', supervisor: { children: [slow('below')] } };
    const supervisor = supervisorOf({ children: [slow('worker'), inner] });
    const stopped = supervisor.stop();
    await pass(1e6);
    expect(log).toEqual(['below']);
    await pass(1e6);
    await stopped;
    expect(log).toEqual(['below', 'worker']);
  });

  it('O-19 is left out for the brutally killed one only', async () => {
    const terminate = jest.fn();
    const spec = (id: string, more = {}) =>
      worker(id, { terminate: ({ id }: { id: string }) => terminate(id), ...more });
    const children = [spec('gentle'), spec('brutal', { shutdown: 'brutal-kill' })];
    const supervisor = supervisorOf({ children });
    await supervisor.stop();
    expect(terminate.mock.calls).toEqual([['gentle']]);
    expect(supervisor.getAllActors()).toEqual([]);
  });

  it('O-70 does not hang terminateChild when it never comes', async () => {
    const children = [worker('a', { terminate: never, shutdown: 1_000 }), worker('b')];
    const supervisor = supervisorOf({ children });
    const terminated = supervisor.terminateChild('a');
    await pass(999);
    expect(states(supervisor)).toEqual(['b running', 'a running']);
    await pass(1);
    await terminated;
    expect(states(supervisor)).toEqual(['b running', 'a stopped']);
    expect(supervisor.restartChild('a')).toBe(actorOf(supervisor, 'a'));
  });
});

describe('O-79 a name, which here is a system id,', () => {
  const start = () => finishable;
  const options = { implementations, systemId: 'named' };
  const named = (actor: { system: { get(name: string): unknown } }) => actor.system.get('named');

  it('leads to the child after each kind of restart', async () => {
    const top = new Supervisor('top', {
      defaultStrategy: atOnce,
      children: [
        {
          id: 'inner',
          supervisor: {
            defaultStrategy: atOnce,
            maxRestarts: 1,
            children: [{ id: 'a', start, options }],
          },
        },
      ],
    });
    const [inner] = top.getChildSupervisors() as [Supervisor];
    const lives: unknown[] = [];
    const look = () => {
      const actor = actorOf(inner, 'a');
      expect(named(actor)).toBe(actor);
      expect(actor.getSnapshot().status).toBe('active');
      lives.push(actor);
    };
    look();
    send(inner, 'a', 'CRASH');
    look();
    send(inner, 'a', 'CRASH');
    look();
    send(inner, 'a', 'FINISH');
    look();
    await inner.terminateChild('a');
    inner.restartChild('a');
    look();
    await top.terminateChild('inner');
    top.restartChild('inner');
    look();
    expect(new Set(lives).size).toBe(4);
  });
});

it('a strategy that stops ends a permanent child at its failure, but not at its normal end', () => {
  const supervisor = supervisorOf({ defaultStrategy: new StopStrategy(), children: [worker('a')] });
  send(supervisor, 'a', 'FINISH');
  expect(states(supervisor)).toEqual(['a running']);
  send(supervisor, 'a', 'CRASH');
  expect(states(supervisor)).toEqual(['a stopped']);
});
