import { channel, subscribe, unsubscribe } from 'node:diagnostics_channel';
import {
  createSupervisedMachine,
  getCoreStatistics,
  RestartStrategy,
  RootSupervisor,
  type SupervisionEvent,
  Supervisor,
} from 'statewarden';
import { diagnosticsChannels, publishDiagnostics } from 'statewarden/diagnostics';
import { crashable } from '../supervision/support/machines.js';
import { pass, settle, useVirtualTime } from '../supervision/support/virtual-time.js';

useVirtualTime();

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

function publish() {
  const handle = publishDiagnostics();
  if (!handle) throw new Error('Node has channels');
  ends.push(() => handle.stop());
  return handle;
}

function hear(name: string): SupervisionEvent[] {
  const heard: SupervisionEvent[] = [];
  const listener = (message: unknown) => void heard.push(message as SupervisionEvent);
  subscribe(name, listener);
  ends.push(() => unsubscribe(name, listener));
  return heard;
}

const typesOf = (events: SupervisionEvent[]) => events.map(({ type }) => type);
const strategy = new RestartStrategy({ backoffType: 'none' });

it('publishes each event, and once more to the channel of its family', async () => {
  publish();
  const [all, child, circuit, letters, supervisors] = [
    'statewarden:event',
    'statewarden:child',
    'statewarden:circuit',
    'statewarden:dead-letter',
    'statewarden:supervisor',
  ].map(hear) as [
    SupervisionEvent[],
    SupervisionEvent[],
    SupervisionEvent[],
    SupervisionEvent[],
    SupervisionEvent[],
  ];
  const parent = RootSupervisor.getInstance();
  const supervisor = new Supervisor('s', {
    parent,
    maxRestarts: 0,
    circuitBreaker: { failureThreshold: 2 },
  });
  const actor = createSupervisedMachine('a', crashable, { supervisor, strategy });
  actor.send({ type: 'CRASH' });
  await settle();
  expect(typesOf(child)).toEqual(expect.arrayContaining(['childStarted', 'childFailed']));
  expect(typesOf(letters)).toEqual(['deadLetter']);
  expect(typesOf(supervisors)).toEqual(['supervisorLimitExceeded', 'supervisorFailed']);
  expect(circuit).toEqual([]);
  const families = [...child, ...letters, ...supervisors];
  expect(families.map(({ sequence }) => sequence).sort((a, b) => a - b)).toEqual(
    all.map(({ sequence }) => sequence),
  );
});

it('records nothing as long as nobody subscribes, and nothing any more afterwards', async () => {
  publish();
  const actor = createSupervisedMachine('a', crashable, { strategy });
  actor.send({ type: 'CRASH' });
  await settle();
  const heard = hear('statewarden:circuit');
  const failed = hear(diagnosticsChannels.event);
  actor.send({ type: 'CRASH' });
  await settle();
  expect(typesOf(failed)).toEqual(['childFailed', 'deadLetter', 'childRestarted']);
  expect(failed[0]?.value).toBe(2);
  for (const end of ends.splice(1)) end();
  actor.send({ type: 'CRASH' });
  await pass(10);
  expect(failed).toHaveLength(3);
  expect(heard).toEqual([]);
});

it('hears of the first start after a subscription', async () => {
  publish();
  RootSupervisor.getInstance();
  const heard = hear('statewarden:event');
  createSupervisedMachine('a', crashable, { strategy });
  await settle();
  expect(typesOf(heard)).toEqual(['childStarted']);
});

it('goes on after a reset of the root supervisor, until it is stopped', async () => {
  const handle = publish();
  const heard = hear('statewarden:event');
  createSupervisedMachine('a', crashable, { strategy });
  await settle();
  RootSupervisor.resetInstance();
  createSupervisedMachine('b', crashable, { strategy });
  await settle();
  expect(heard.map(({ type, actorId }) => `${type} ${actorId}`)).toEqual(
    expect.arrayContaining(['childStarted a', 'childStarted b']),
  );
  const count = heard.length;
  handle[Symbol.dispose]();
  createSupervisedMachine('c', crashable, { strategy });
  await settle();
  expect(heard).toHaveLength(count);
});

it('says so where there are no channels, and takes any that are handed in', async () => {
  const { getBuiltinModule } = process;
  Object.assign(process, { getBuiltinModule: undefined });
  expect(publishDiagnostics()).toBeUndefined();
  Object.assign(process, { getBuiltinModule });
  const handle = publishDiagnostics({ module: { channel } });
  ends.push(() => handle?.stop());
  const heard = hear('statewarden:child');
  createSupervisedMachine('a', crashable, { strategy });
  await settle();
  expect(heard).toHaveLength(1);
  expect(getCoreStatistics().actors).toBe(1);
});

it('hears of the first start of a child by call after a subscription', async () => {
  const supervisor = new Supervisor('s', { parent: RootSupervisor.getInstance() });
  publish();
  const heard = hear('statewarden:child');
  supervisor.startChild({ id: 'a', machine: crashable });
  await settle();
  expect(heard.map(({ type, actorId }) => `${actorId} ${type}`)).toEqual(['a childStarted']);
});
