import {
  RestartStrategy,
  RootSupervisor,
  type SupervisedActor,
  type SupervisorOptions,
} from 'statewarden';
import { collected } from '../../support/garbage.js';
import { pass, useVirtualTime } from '../support/virtual-time.js';
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

const template = { machine: finishable, options: { implementations } };
const counts = (specs: number, active: number) => ({
  specs,
  active,
  supervisors: 0,
  workers: specs,
});

describe.each([
  ['O-47 a template', template],
  ['O-49 a template whose start makes the machine', { ...template, machine: undefined }],
])('%s', (_name, given) => {
  const start = () => finishable;
  const made = given.machine ? given : { options: given.options, start };

  it('restarts the failing instance alone, and beyond its limit ends them all', () => {
    const ends: string[] = [];
    const supervisor = supervisorOf({
      template: {
        ...made,
        options: { ...made.options, onStop: ({ id }: { id: string }) => ends.push(id) },
      } as never,
      maxRestarts: 2,
      withinTimeWindow: 3_600_000,
    });
    const [first, second] = [supervisor.startChild(), supervisor.startChild()] as const;
    send(supervisor, '1', 'CRASH');
    expect(actorOf(supervisor, '2')).toBe(second);
    expect((first as SupervisedActor).getHealthMetrics().restartCount).toBe(1);
    expect((second as SupervisedActor).getHealthMetrics().restartCount).toBe(0);
    send(supervisor, '2', 'CRASH');
    expect(states(supervisor)).toEqual(['2 running', '1 running']);
    send(supervisor, '1', 'CRASH');
    expect(states(supervisor)).toEqual([]);
    expect(ends).toEqual(['2', '1']);
  });
});

it.each(['permanent', 'transient', 'temporary'] as const)(
  'O-6, O-7 a %s instance that ignores its start is not listed, and the supervisor stops',
  async (restart) => {
    const supervisor = supervisorOf({ template: { start: () => undefined, restart } });
    expect(supervisor.startChild()).toBeUndefined();
    expect(states(supervisor)).toEqual([]);
    expect(supervisor.countChildren()).toEqual(counts(0, 0));
    await supervisor.stop();
    expect(supervisor.isStopped).toBe(true);
  },
);

it('O-72 counts of a thousand and of two thousand are exact, and the same when asked again', () => {
  const supervisor = supervisorOf({ template: { ...template, restart: 'temporary' } });
  for (const total of [1_000, 2_000]) {
    while (supervisor.countChildren().specs < total) {
      for (let i = 0; i < 500; i++) supervisor.startChild();
    }
    for (let i = 0; i < 3; i++) expect(supervisor.countChildren()).toEqual(counts(total, total));
  }
  for (const actor of supervisor.getAllActors()) actor.send({ type: 'CRASH' } as never);
  expect(supervisor.countChildren()).toEqual(counts(0, 0));
});

it('O-51, O-76 what a temporary child was given is not kept after its end', async () => {
  const supervisor = supervisorOf({ template: { ...template, restart: 'temporary' } });
  const given: WeakRef<object>[] = [];
  const startWith = (id: string) => {
    const input = { large: id };
    given.push(new WeakRef(input));
    supervisor.startChild({ id, input });
  };
  startWith('crashing');
  startWith('finishing');
  startWith('terminated');
  send(supervisor, 'crashing', 'CRASH');
  send(supervisor, 'finishing', 'FINISH');
  await supervisor.terminateChild('terminated');
  // The last failure is remembered for the case that the supervisor fails of it.
  supervisor.startChild({ id: 'other' });
  send(supervisor, 'other', 'CRASH');
  // An error may hold the receivers of the calls on its stack.
  RootSupervisor.getInstance().clearErrorHistory();
  jest.useRealTimers();
  expect(await collected(() => given.every((each) => each.deref() === undefined))).toBe(true);
});

describe("Elixir's dynamic supervisor", () => {
  it.each<[string, SupervisorOptions]>([
    ['another scope', { restartScope: 'one-for-all' }],
    ['another scope', { restartScope: 'rest-for-one' }],
    ['auto-shutdown', { autoShutdown: 'any-significant' }],
    ['auto-shutdown', { autoShutdown: 'all-significant' }],
    ['children of its own', { children: [worker('a')] }],
  ])('E-1 refuses %s', (_what, options) => {
    expect(() => supervisorOf({ template, ...options })).toThrow('invalid option');
  });

  it('E-1 restarts the one that failed alone, and its children need no ids', () => {
    const supervisor = supervisorOf({ template });
    for (let i = 0; i < 3; i++) supervisor.startChild();
    const before = ['1', '3'].map((id) => actorOf(supervisor, id));
    send(supervisor, '2', 'CRASH');
    expect(['1', '3'].map((id) => actorOf(supervisor, id))).toEqual(before);
    expect(before.map((actor) => actor.getHealthMetrics().restartCount)).toEqual([0, 0]);
    expect(actorOf(supervisor, '2').getHealthMetrics().restartCount).toBe(1);
  });

  it('E-3 gives the input of a child, or else that of the template, at each start', () => {
    const inputs: unknown[] = [];
    const start = (input: unknown) => {
      inputs.push(input);
      return finishable;
    };
    const supervisor = supervisorOf({
      template: { ...template, machine: undefined, start, input: 'common' } as never,
    });
    supervisor.startChild();
    supervisor.startChild({ input: 'own' });
    send(supervisor, '1', 'FINISH');
    send(supervisor, '2', 'FINISH');
    expect(inputs).toEqual(['common', 'own', 'common', 'own']);
  });

  it('E-5 stops children of its template at the same time, whatever each one needs', async () => {
    const log: string[] = [];
    const needs: Record<string, number> = { quick: 10, slow: 500, stuck: 1e9 };
    const terminate = async ({ id }: SupervisedActor) => {
      await new Promise((resolve) => setTimeout(resolve, needs[id]));
      log.push(`${id} ready`);
    };
    const onStop = ({ id }: { id: string }) => log.push(`${id} stopped`);
    const supervisor = supervisorOf({
      template: { ...template, options: { implementations, onStop }, terminate, shutdown: 1_000 },
    });
    for (const id of Object.keys(needs)) supervisor.startChild({ id });
    const stopped = supervisor.stop();
    await pass(10);
    expect(log).toEqual(['quick ready', 'quick stopped']);
    await pass(490);
    expect(log.slice(2)).toEqual(['slow ready', 'slow stopped']);
    await pass(499);
    expect(supervisor.isStopped).toBe(false);
    await pass(1);
    await stopped;
    expect(log.slice(4)).toEqual(['stuck stopped']);
  });

  it('E-6 counts children as specs, and those being restarted not among the active', () => {
    const supervisor = supervisorOf({ template, defaultStrategy: new RestartStrategy() });
    for (let i = 0; i < 3; i++) supervisor.startChild();
    send(supervisor, '2', 'CRASH');
    expect(supervisor.countChildren()).toEqual(counts(3, 2));
  });

  it('E-7 a child that is being restarted may be terminated, an unknown one is not found', async () => {
    const supervisor = supervisorOf({ template, defaultStrategy: new RestartStrategy() });
    const onRestart = jest.fn();
    const actor = supervisor.startChild() as SupervisedActor;
    actor.subscribe(onRestart);
    send(supervisor, '1', 'CRASH');
    expect(states(supervisor)).toEqual(['1 restarting']);
    await supervisor.terminateChild('1');
    expect(states(supervisor)).toEqual([]);
    await pass(60_000);
    expect(actor.getSnapshot().status).toBe('stopped');
    expect(onRestart).not.toHaveBeenCalled();
    await expect(supervisor.terminateChild('1')).rejects.toMatchObject({ reason: 'not-found' });
  });

  it('E-2 a child that is being restarted counts towards maxChildren, one that ended does not', () => {
    const supervisor = supervisorOf({
      template: { ...template, restart: 'transient' },
      maxChildren: 2,
      defaultStrategy: new RestartStrategy(),
    });
    supervisor.startChild();
    supervisor.startChild();
    send(supervisor, '1', 'CRASH');
    const full = expect.objectContaining({ reason: 'max-children' });
    expect(() => supervisor.startChild()).toThrow(full);
    send(supervisor, '2', 'FINISH');
    supervisor.startChild();
    expect(() => supervisor.startChild()).toThrow(full);
  });
});

it('E-8 a spec is a plain object, so a spread overrides it', () => {
  const spec = worker('default', { restart: 'transient', shutdown: 100 });
  const supervisor = supervisorOf({
    children: [spec, { ...spec, id: 'own', shutdown: 'infinity' }],
  });
  expect(supervisor.getChildSpec('default')).toMatchObject({ restart: 'transient', shutdown: 100 });
  expect(supervisor.getChildSpec('own')).toMatchObject({
    restart: 'transient',
    shutdown: 'infinity',
  });
});

it('a restart of one that ended normally counts towards the limit of a template too', () => {
  const supervisor = supervisorOf({ template, maxRestarts: 1, defaultStrategy: atOnce });
  supervisor.startChild();
  send(supervisor, '1', 'FINISH');
  expect(states(supervisor)).toEqual(['1 running']);
  send(supervisor, '1', 'FINISH');
  expect(states(supervisor)).toEqual([]);
});

it('an id that is made is one that no child has', () => {
  const supervisor = supervisorOf({ template });
  supervisor.startChild({ id: '1' });
  const made = supervisor.startChild() as SupervisedActor;
  expect(made.id).toBe('2');
  expect(states(supervisor)).toHaveLength(2);
});
