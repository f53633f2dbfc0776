import {
  createSupervisedMachine,
  EscalateStrategy,
  RestartStrategy,
  ResumeStrategy,
  RootSupervisor,
  StopStrategy,
  type SupervisionEvent,
  Supervisor,
} from 'statewarden';
import { createMachine } from 'xstate';
import { crashable, fail } from './support/machines.js';
import { pass, settle, useVirtualTime } from './support/virtual-time.js';

useVirtualTime();

function record(supervisor: Supervisor = RootSupervisor.getInstance()): SupervisionEvent[] {
  const events: SupervisionEvent[] = [];
  supervisor.onEvent((event) => events.push(event));
  return events;
}

const typesOf = (events: SupervisionEvent[]) => events.map(({ type }) => type);

it('tells the life of an actor in order', async () => {
  const events = record();
  const strategy = new RestartStrategy({ maxRestarts: 1, initialDelay: 100, cleanup: () => {} });
  const actor = createSupervisedMachine('a', crashable, { strategy });
  actor.send({ type: 'CRASH' });
  await pass(100);
  actor.send({ type: 'CRASH' });
  await settle();
  expect(typesOf(events)).toEqual([
    'childStarted',
    'childFailed',
    'deadLetter',
    'cleanupStarted',
    'cleanupEnded',
    'restartScheduled',
    'childRestarted',
    'childFailed',
    'deadLetter',
    'limitExceeded',
    'gaveUp',
    'childStopped',
  ]);
  const restart = events[5];
  expect(restart).toMatchObject({ actorId: 'a', actor, supervisorId: 'root', value: 100 });
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
});

it('names the error of each failure, whatever else went wrong between them', async () => {
  const events = record();
  const cleanup = () => {
    throw new Error('cleanup');
  };
  const strategy = new RestartStrategy({ backoffType: 'none', maxRestarts: 9, cleanup });
  const actor = createSupervisedMachine('a', crashable, { strategy });
  for (const name of ['1', '2', '3']) {
    actor.send({ type: 'CRASH', error: new Error(name) });
    await pass(10);
  }
  const failures = events.filter(({ type }) => type === 'childFailed');
  expect(failures.map(({ error }) => error?.message)).toEqual(['1', '2', '3']);
});

it('names the errors of starts that fail', async () => {
  const events = record();
  let starts = 0;
  const supervisor = new Supervisor('s', { parent: RootSupervisor.getInstance() });
  const start = () => {
    if (++starts === 2) throw new Error('no machine');
    return createMachine({ entry: starts === 3 ? [fail] : [], on: { CRASH: { actions: fail } } });
  };
  const strategy = new RestartStrategy({ backoffType: 'none', maxRestarts: 9 });
  supervisor.startChild({ id: 'a', start, options: { strategy } });
  supervisor.getActor('a')?.stop();
  expect(() => supervisor.restartChild('a')).toThrow('no machine');
  expect(() => supervisor.restartChild('a')).toThrow('xstate.init');
  supervisor.restartChild('a');
  supervisor.getActor('a')?.send({ type: 'CRASH' });
  await pass(10);
  const failures = events.filter(({ error }) => error !== undefined);
  expect(failures.map(({ type, error }) => [type, error?.message])).toEqual([
    ['restartFailed', 'no machine'],
    ['restartFailed', 'xstate.init'],
    ['childFailed', 'CRASH'],
  ]);
});

it('names errors, dead letters and escalations', async () => {
  const parent = new Supervisor('parent', { defaultStrategy: new StopStrategy() });
  const supervisor = new Supervisor('child', { parent });
  const events = record(parent);
  const strategy = new EscalateStrategy();
  const actor = createSupervisedMachine('a', crashable, { supervisor, strategy });
  actor.send({ type: 'CRASH', error: new TypeError('wrong') });
  await settle();
  expect(events).toMatchObject([
    { type: 'childStarted', supervisorPath: 'parent/child' },
    { type: 'childFailed', error: new TypeError('wrong') },
    { type: 'deadLetter', eventType: 'CRASH', reason: 'poisonous', supervisorId: 'child' },
    { type: 'failureEscalated', error: new TypeError('wrong'), escalatedTo: 'parent' },
    { type: 'childStopped', actorId: 'a' },
  ]);
});

it('matches each failure of one turn with its own error', async () => {
  const events = record();
  const strategy = new ResumeStrategy({ logError: false });
  const actor = createSupervisedMachine('a', crashable, { strategy });
  for (const name of ['1', '2', '3']) actor.reportError(new Error(name));
  await settle();
  const failed = events.filter(({ type }) => type === 'childFailed');
  expect(failed.map(({ error }) => error?.message)).toEqual(['1', '2', '3']);
});

it('tells of circuits and parked actors', async () => {
  const supervisor = new Supervisor('s', {
    defaultStrategy: new RestartStrategy({ backoffType: 'none' }),
    circuitBreaker: { failureThreshold: 1, resetTimeoutMs: 100, stableAfterMs: 10 },
  });
  const events = record(supervisor);
  createSupervisedMachine('a', crashable, { supervisor }).send({ type: 'CRASH' });
  await pass(110);
  expect(typesOf(events)).toEqual([
    'childStarted',
    'childFailed',
    'circuitOpened',
    'childParked',
    'deadLetter',
    'circuitHalfOpened',
    'childRestarted',
    'circuitClosed',
  ]);
  const opened = events.find(({ type }) => type === 'circuitOpened');
  expect(opened).toMatchObject({ supervisorId: 's', supervisorPath: 's', value: 100 });
  expect(opened).not.toHaveProperty('actorId');
});

it('tells of supervisors that fail as a whole', async () => {
  const parent = new Supervisor('parent', {
    defaultStrategy: new RestartStrategy({ backoffType: 'none' }),
  });
  const supervisor = new Supervisor('child', {
    parent,
    maxRestarts: 0,
    defaultStrategy: new RestartStrategy({ backoffType: 'none' }),
  });
  const events = record(parent);
  createSupervisedMachine('a', crashable, { supervisor }).send({ type: 'CRASH' });
  await pass(0);
  expect(typesOf(events)).toContain('supervisorLimitExceeded');
  const failed = events.find(({ type }) => type === 'supervisorFailed');
  expect(failed).toMatchObject({ supervisorPath: 'parent/child' });
  const restarted = events.filter(({ type }) => type === 'childRestarted');
  expect(restarted).toMatchObject([
    { childSupervisorId: 'child', supervisorId: 'parent' },
    { actorId: 'a', supervisorId: 'child' },
  ]);
});

it('tells a supervisor only of what happens below it', async () => {
  const [one, two] = [new Supervisor('one'), new Supervisor('two')];
  const lower = new Supervisor('lower', { parent: one });
  const events = record(one);
  const all = record();
  createSupervisedMachine('a', crashable, { supervisor: lower });
  createSupervisedMachine('b', crashable, { supervisor: two });
  createSupervisedMachine('c', crashable, { supervisor: one });
  await settle();
  expect(events.map(({ actorId }) => actorId)).toEqual(['a', 'c']);
  expect(all.map(({ actorId }) => actorId)).toEqual(['a', 'b', 'c']);
});

it('tells nothing of what happened while nobody listened, and nothing after the end', async () => {
  const root = RootSupervisor.getInstance();
  createSupervisedMachine('before', crashable);
  const heard: (string | undefined)[] = [];
  const subscription = root.subscribeToEvents(({ actorId }) => heard.push(actorId));
  createSupervisedMachine('heard', crashable);
  await settle();
  createSupervisedMachine('late', crashable);
  subscription.unsubscribe();
  subscription.unsubscribe();
  await settle();
  createSupervisedMachine('after', crashable);
  const again: (string | undefined)[] = [];
  root.onEvent(({ actorId }) => again.push(actorId));
  createSupervisedMachine('again', crashable);
  await settle();
  expect(heard).toEqual(['heard']);
  expect(again).toEqual(['again']);
});

it('delivers more events than one batch, in order', async () => {
  const events = record();
  const strategy = new ResumeStrategy({ logError: false });
  const actor = createSupervisedMachine('a', crashable, { strategy });
  for (let i = 0; i < 800; i++) actor.reportError(new Error(`${i}`));
  await settle();
  const failed = events.filter(({ type }) => type === 'childFailed');
  expect(failed.map(({ error }) => error?.message)).toEqual(
    Array.from({ length: 800 }, (_, i) => `${i}`),
  );
});

it('a listener that throws is reported and hurts neither the actor nor other listeners', async () => {
  const root = RootSupervisor.getInstance();
  root.onEvent(() => {
    throw new Error('bad listener');
  });
  const events = record();
  const actor = createSupervisedMachine('a', crashable);
  await settle();
  expect(typesOf(events)).toEqual(['childStarted']);
  expect(actor.getSnapshot().status).toBe('active');
  expect(() => jest.runOnlyPendingTimers()).toThrow('bad listener');
});

it('debug writes what happens in a subtree to the console', async () => {
  const written = jest.spyOn(console, 'debug').mockImplementation();
  const supervisor = new Supervisor('s', { debug: true, defaultStrategy: new StopStrategy() });
  createSupervisedMachine('a', crashable, { supervisor }).send({ type: 'CRASH' });
  await settle();
  const lines = written.mock.calls.map(([line]) => String(line).replace(/\d+ ms/, 'T'));
  expect(lines).toEqual([
    'statewarden T s/a childStarted',
    'statewarden T s/a childFailed 1 Error: CRASH',
    'statewarden T s/a deadLetter CRASH (poisonous)',
    'statewarden T s/a childStopped',
  ]);
  await supervisor.stop();
  written.mockRestore();
});

it('names a child that has no actor at present, and what has left the tree', async () => {
  const root = RootSupervisor.getInstance();
  const told: string[] = [];
  root.onEvent(({ type, supervisorPath, actorId, childSupervisorId }) => {
    told.push(`${type} ${supervisorPath} ${actorId ?? childSupervisorId}`);
  });
  const over = { initial: 'a', states: { a: { on: { END: 'z' } }, z: { type: 'final' } } } as const;
  root.startChild({
    id: 's',
    restart: 'temporary',
    supervisor: { children: [{ id: 'a', machine: over }] },
  });
  const inner = root.getChildSupervisors()[0] as Supervisor;
  inner.getActor('a')?.send({ type: 'END' } as never);
  await root.terminateChild('a').catch(() => {});
  await inner.terminateChild('a');
  await root.terminateChild('s');
  await pass(0);
  expect(told).toEqual([
    'childStarted root s',
    'childStarted root/s a',
    'childFinished root/s a',
    'restartScheduled root/s a',
    'childStopped root/s a',
    'childStopped root s',
  ]);
});

it('tells a new listener of nothing that happened before, whoever else listens', async () => {
  record();
  const actor = createSupervisedMachine('a', crashable, { strategy: new StopStrategy() });
  const later = record();
  const below = record(actor.supervisor as Supervisor);
  await settle();
  expect([later, below]).toEqual([[], []]);
  actor.stop();
  await settle();
  expect([typesOf(later), typesOf(below)]).toEqual([['childStopped'], ['childStopped']]);
});
