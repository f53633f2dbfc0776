import { createSupervisedMachine, ResumeStrategy, RootSupervisor } from 'statewarden';
import { crashable } from '../support/machines.js';
import { pass, useVirtualTime } from '../support/virtual-time.js';

useVirtualTime();

const strategy = new ResumeStrategy({ logError: false });
const causes = () => RootSupervisor.getInstance().getFailureCauses();
const start = (id: string) => createSupervisedMachine(id, crashable, { strategy });

const timeout = (message: string) => new RangeError(message);

it('counts failures of one name and place as one cause, however their messages differ', async () => {
  const [a, b] = [start('a'), start('b')];
  const first = Date.now();
  a.reportError(timeout('order 1 timed out'));
  await pass(50);
  b.reportError(timeout('order 2 timed out'));
  a.reportError(new TypeError('no such field'));
  expect(causes()).toEqual([
    {
      name: 'RangeError',
      frame: expect.stringMatching(/^at timeout .*failure-causes\.test/),
      message: 'order 2 timed out',
      count: 2,
      firstTime: first,
      lastTime: first + 50,
      lastActorId: 'b',
      lastSupervisorId: 'root',
    },
    expect.objectContaining({ name: 'TypeError', count: 1 }),
  ]);
});

it('tells errors of one place apart by their name', () => {
  const actor = start('a');
  for (const kind of [Error, TypeError, Error]) actor.reportError(new kind('same'));
  expect(causes().map(({ name, count }) => [name, count])).toEqual([
    ['Error', 2],
    ['TypeError', 1],
  ]);
});

it('keeps the hundred causes that were seen last', () => {
  const actor = start('a');
  const named = (name: string) => Object.assign(new Error('x'), { name });
  for (let index = 0; index < 150; index++) actor.reportError(named(`E${index}`));
  actor.reportError(named('E149'));
  const names = causes().map(({ name }) => name);
  expect(names).toHaveLength(100);
  expect(names[0]).toBe('E149');
  expect(names).not.toContain('E49');
  expect(names).toContain('E50');
});

it('copes with errors without stack and with fields that throw', () => {
  const actor = start('a');
  const hostile = new Error('x');
  for (const field of ['stack', 'message', 'name']) {
    Object.defineProperty(hostile, field, {
      get: () => {
        throw new Error('no');
      },
    });
  }
  actor.reportError(hostile);
  actor.reportError(Object.assign(new Error('y'), { stack: undefined }));
  expect(causes().map(({ name, frame }) => [name, frame])).toEqual([
    ['', ''],
    ['Error', ''],
  ]);
});

it('is forgotten with the error history', () => {
  start('a').reportError(new Error('x'));
  RootSupervisor.getInstance().clearErrorHistory();
  expect(causes()).toEqual([]);
});

it('counts a failure anew after the history was cleared, also one like the last before', () => {
  const actor = start('a');
  const error = timeout('late');
  actor.reportError(error);
  actor.reportError(error);
  RootSupervisor.getInstance().clearErrorHistory();
  actor.reportError(error);
  expect(causes().map(({ name, count }) => [name, count])).toEqual([['RangeError', 1]]);
});

it('lists the most frequent causes first, and of equal ones the latest', async () => {
  const actor = start('a');
  for (const kind of [TypeError, RangeError, SyntaxError, TypeError, RangeError]) {
    actor.reportError(new kind('x'));
    await pass(10);
  }
  expect(causes().map(({ name }) => name)).toEqual(['RangeError', 'TypeError', 'SyntaxError']);
});

it('forgets the cause first that has not been seen for longest', () => {
  const actor = start('a');
  const fail = (number: number) =>
    actor.reportError(Object.assign(new Error('x'), { name: `Error${number}` }));
  for (let number = 0; number < 100; number++) fail(number);
  fail(0);
  fail(100);
  const names = causes().map(({ name }) => name);
  expect(names).toHaveLength(100);
  expect(names).toContain('Error0');
  expect(names).not.toContain('Error1');
});
