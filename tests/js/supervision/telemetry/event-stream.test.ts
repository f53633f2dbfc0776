import {
  createSupervisedMachine,
  RootSupervisor,
  type SupervisionEvent,
  Supervisor,
} from 'statewarden';
import { crashable } from '../support/machines.js';
import { settle, useVirtualTime } from '../support/virtual-time.js';

useVirtualTime();

function record(): SupervisionEvent[] {
  const events: SupervisionEvent[] = [];
  RootSupervisor.getInstance().onEvent((event) => events.push(event));
  return events;
}

it('names the error of a failure, not one that was handed to a supervisor of others before', async () => {
  const events = record();
  const actor = createSupervisedMachine('a', crashable);
  void new Supervisor('stranger').handleActorError(actor, new Error('not yours'));
  actor.send({ type: 'CRASH' });
  await settle();
  const failed = events.find(({ type }) => type === 'childFailed');
  expect(failed?.error).toEqual(new Error('CRASH'));
});

it('tells no listener that another one took away before its turn', async () => {
  const root = RootSupervisor.getInstance();
  const heard: string[] = [];
  root.onEvent(({ type }) => {
    heard.push(`first ${type}`);
    second.unsubscribe();
  });
  const second = root.onEvent(({ type }) => heard.push(`second ${type}`));
  createSupervisedMachine('a', crashable);
  await settle();
  expect(heard).toEqual(['first childStarted']);
});

it('names the actor of each event, also when its place in the core was taken again', async () => {
  const events = record();
  createSupervisedMachine('a', crashable).stop();
  createSupervisedMachine('b', crashable);
  await settle();
  expect(events.map(({ type, actorId }) => `${actorId} ${type}`)).toEqual([
    'a childStarted',
    'a childStopped',
    'b childStarted',
  ]);
});

it('tells of everything until a reset, before the reset is done', () => {
  const events = record();
  createSupervisedMachine('a', crashable);
  RootSupervisor.resetInstance();
  expect(events.map(({ type }) => type)).toEqual(['childStarted', 'childStopped']);
});
