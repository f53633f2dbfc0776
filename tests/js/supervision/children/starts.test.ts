import {
  ChildError,
  InvalidArgumentError,
  InvalidOptionError,
  RootSupervisor,
  StopStrategy,
  Supervisor,
} from 'statewarden';
import { settle, useVirtualTime } from '../support/virtual-time.js';
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

function thrownBy(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('a supervisor that cannot begin', () => {
  const root = () => RootSupervisor.getInstance();
  const throwing = () => {
    throw new Error('in init');
  };

  it.each([
    ['O-8 garbage', 'garbage', InvalidOptionError],
    ['O-8 an unknown flag', { intensitty: 1 }, InvalidOptionError],
    ['O-8 a child that is none', { children: ['garbage'] }, InvalidArgumentError],
    ['O-9 a child whose start throws', { children: [{ id: 'a', start: throwing }] }, ChildError],
  ])('for %s throws at once and leaves nothing behind', (_what, options, expected) => {
    const before = states(root());
    const call = () => new Supervisor('inner', { ...(options as object), parent: root() });
    const garbage = () => new Supervisor('inner', options as never);
    expect(typeof options === 'object' ? call : garbage).toThrow(expected);
    expect(states(root())).toEqual(before);
    expect(root().getChildSupervisors()).toEqual([]);
    const again = new Supervisor('inner', { parent: root() });
    expect(root().getChildSupervisors()).toEqual([again]);
  });

  it('O-9 keeps what its child threw as the cause of the cause', () => {
    const children = [{ id: 'a', start: throwing }];
    const error = thrownBy(() => root().startChild({ id: 'inner', supervisor: { children } }));
    expect(error).toMatchObject({ reason: 'start-failed', childId: 'inner' });
    expect((error as Error).cause).toMatchObject({ reason: 'start-failed', childId: 'a' });
    expect(((error as Error).cause as Error).cause).toEqual(new Error('in init'));
  });
});

it('O-4 a temporary child that ignores its start is not among the first ones', () => {
  const ignoring = { id: 'ignoring', start: () => undefined, restart: 'temporary' as const };
  const supervisor = supervisorOf({ children: [ignoring, worker('normal')] });
  expect(states(supervisor)).toEqual(['normal running']);
  expect(supervisor.countChildren()).toEqual({ specs: 1, active: 1, supervisors: 0, workers: 1 });
});

it.each([7, 'garbage', true, null, [], { states: 7 }])(
  'O-10 a start that returns %p is a failed one, and nothing is listed',
  (wrong) => {
    const supervisor = supervisorOf();
    const error = thrownBy(() => supervisor.startChild({ id: 'a', start: () => wrong as never }));
    expect(error).toMatchObject({ reason: 'start-failed', childId: 'a', supervisorPath: 's' });
    expect((error as Error).cause).toBeInstanceOf(Error);
    expect(states(supervisor)).toEqual([]);
    expect(supervisor.getAllActors()).toEqual([]);
    supervisor.startChild(worker('a'));
    expect(states(supervisor)).toEqual(['a running']);
  },
);

describe('O-27 of all combinations of a spec', () => {
  const product = <T extends object>(lists: { [K in keyof T]: readonly T[K][] }): T[] =>
    (Object.entries(lists) as [keyof T, readonly T[keyof T][]][]).reduce<T[]>(
      (made, [name, values]) =>
        made.flatMap((each) => values.map((value) => ({ ...each, [name]: value }))),
      [{} as T],
    );
  const combinations = product({
    autoShutdown: ['never', 'any-significant', 'all-significant'],
    restart: ['permanent', 'transient', 'temporary', undefined],
    shutdown: [0, 5_000, 'infinity', 'brutal-kill', undefined],
    what: ['machine', 'start', 'supervisor'],
    significant: [true, false, undefined],
  } as const);

  it('exactly those are refused that are significant for nothing', () => {
    expect(combinations).toHaveLength(540);
    for (const { autoShutdown, what, ...flags } of combinations) {
      const given = { machine: finishable, start: () => finishable, supervisor: {} }[what];
      const supervisor = supervisorOf({ autoShutdown });
      const call = () => supervisor.startChild({ id: 'a', [what]: given, ...flags } as never);
      const isPermanent = flags.restart === 'permanent' || flags.restart === undefined;
      const isBad = flags.significant === true && (isPermanent || autoShutdown === 'never');
      const name = JSON.stringify({ autoShutdown, what, ...flags });
      const error = thrownBy(call);
      expect([name, error instanceof InvalidOptionError]).toEqual([name, isBad]);
      if (isBad) continue;
      const byDefault = what === 'supervisor' ? 'infinity' : 5_000;
      expect(supervisor.getChildSpec('a')).toMatchObject({
        type: what === 'supervisor' ? 'supervisor' : 'worker',
        restart: flags.restart ?? 'permanent',
        significant: flags.significant ?? false,
        shutdown: flags.shutdown ?? byDefault,
      });
    }
  });
});

it('O-13 the spec of an unknown id is not found, and an answer is a copy', () => {
  const supervisor = supervisorOf({ children: [worker('a')] });
  expect(thrownBy(() => supervisor.getChildSpec('b'))).toMatchObject({ reason: 'not-found' });
  Object.assign(supervisor.getChildSpec('a'), { restart: 'temporary' });
  send(supervisor, 'a', 'FINISH');
  expect(states(supervisor)).toEqual(['a running']);
});

it('a restart by call that ignores its start returns no actor of an earlier life', async () => {
  let isIgnored = false;
  const start = () => (isIgnored ? undefined : finishable);
  const supervisor = supervisorOf({ children: [{ id: 'a', start, options: { implementations } }] });
  await supervisor.terminateChild('a');
  expect(supervisor.restartChild('a')).toBe(actorOf(supervisor, 'a'));
  await supervisor.terminateChild('a');
  isIgnored = true;
  expect(supervisor.restartChild('a')).toBeUndefined();
  expect(states(supervisor)).toEqual(['a stopped']);
});

it('a start that terminates its own child may throw, which is no failure then', async () => {
  let isLater = false;
  const supervisor: Supervisor = supervisorOf({
    children: [
      {
        id: 'a',
        start: () => {
          if (!isLater) return finishable;
          void supervisor.terminateChild('a');
          throw new Error('too late');
        },
      },
    ],
  });
  isLater = true;
  send(supervisor, 'a', 'FINISH');
  await settle();
  expect(states(supervisor)).toEqual(['a stopped']);
  expect(RootSupervisor.getInstance().getErrorHistory()).toEqual([]);
});

it('the history of a start that failed has the restarts of the child before', async () => {
  let isFailing = false;
  const start = () => {
    if (isFailing) throw new Error('cannot start');
    return finishable;
  };
  const supervisor = supervisorOf({ children: [{ id: 'a', start }] });
  send(supervisor, 'a', 'FINISH');
  isFailing = true;
  supervisor.defaultStrategy = new StopStrategy();
  send(supervisor, 'a', 'FINISH');
  await settle();
  const history = RootSupervisor.getInstance().getErrorHistory();
  expect(history.map(({ actorId, restartCount }) => [actorId, restartCount])).toEqual([['a', 1]]);
});
