import {
  createSupervisedMachine,
  ResumeStrategy,
  RootSupervisor,
  type SupervisionEvent,
  Supervisor,
} from 'statewarden';
import { crashable } from '../support/machines.js';
import { settle, useVirtualTime } from '../support/virtual-time.js';

useVirtualTime();

/** More than the ring of the core holds. */
const many = 5000;

it('says how many events were lost when too many happen in one turn', async () => {
  const root = RootSupervisor.getInstance();
  const events: SupervisionEvent[] = [];
  const below: string[] = [];
  new Supervisor('quiet', { parent: root }).onEvent(({ type }) => below.push(type));
  root.onEvent((event) => events.push(event));
  for (let index = 0; index < many; index++) createSupervisedMachine(`a${index}`, crashable);
  await settle();
  const [lost, first] = events;
  expect(lost).toMatchObject({ type: 'eventsLost', level: 'warning', value: many - 4096 });
  expect(first).toMatchObject({ type: 'childStarted', actorId: `a${many - 4096}` });
  expect(events.length).toBe(1 + 4096);
  expect(events.at(-1)?.actorId).toBe(`a${many - 1}`);
  expect(events.at(-1)?.sequence).toBe(many + 1);
  expect(below).toEqual(['eventsLost']);
});

it('still gives each failure its own error when those before it are lost', async () => {
  const events: SupervisionEvent[] = [];
  const root = RootSupervisor.getInstance();
  const strategy = new ResumeStrategy({ logError: false });
  const actor = createSupervisedMachine('a', crashable, { strategy });
  root.onEvent((event) => events.push(event));
  for (let index = 0; index < many; index++) actor.reportError(new Error(`${index}`));
  await settle();
  const failures = events.filter(({ type }) => type === 'childFailed');
  expect(events[0]?.type).toBe('eventsLost');
  expect(failures.at(-1)?.error?.message).toBe(`${many - 1}`);
  expect(failures[0]?.error?.message).toBe(`${many - failures.length}`);
});

it('does not take what happened while nobody listened for a loss', async () => {
  const root = RootSupervisor.getInstance();
  root.onEvent(() => {}).unsubscribe();
  for (let index = 0; index < many; index++) createSupervisedMachine(`a${index}`, crashable);
  const types: string[] = [];
  root.onEvent(({ type }) => types.push(type));
  createSupervisedMachine('b', crashable);
  await settle();
  expect(types).toEqual(['childStarted']);
});
