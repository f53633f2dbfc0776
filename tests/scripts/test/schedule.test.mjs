import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { runJobs, withNeeds } from '../../../scripts/test/schedule.mjs';

/** Runs jobs and resolves to the order of what happened, and the results by name. */
async function observe(jobs, lanes = 2) {
  const events = [];
  const observed = jobs.map(({ work = async () => ({}), ...job }) => ({
    ...job,
    run: async () => {
      events.push(`+${job.name}`);
      await turn();
      return work();
    },
  }));
  const onEnd = (job) => events.push(`-${job.name}`);
  const failed = (result) => Boolean(result.error);
  const results = await runJobs(observed, { lanes, failed, onEnd });
  return { events, results };
}

test('runs as many jobs at a time as there are lanes', async () => {
  const { events } = await observe([{ name: 'a' }, { name: 'b' }, { name: 'c' }]);
  assert.deepEqual(events.slice(0, 3), ['+a', '+b', '-a']);
  assert.deepEqual(events.toSorted(), ['+a', '+b', '+c', '-a', '-b', '-c']);
});

test('a job waits for what it needs while others go ahead', async () => {
  const { events } = await observe([{ name: 'a' }, { name: 'b', needs: ['a'] }, { name: 'c' }]);
  assert.deepEqual(events.slice(0, 2), ['+a', '+c']);
  assert.ok(events.indexOf('+b') > events.indexOf('-a'));
});

test('a job whose need failed does not run and fails', async () => {
  const work = () => Promise.reject(new Error('broken'));
  const { events, results } = await observe([
    { name: 'a', work },
    { name: 'b', needs: ['a'] },
  ]);
  assert.ok(!events.includes('+b'));
  assert.match(results.get('b').error.message, /needs the suite a, which failed/);
});

test('jobs that wait for each other are an error, not a hang', async () => {
  const circle = [
    { name: 'a', needs: ['b'] },
    { name: 'b', needs: ['a'] },
  ];
  await assert.rejects(observe(circle), /wait for each other: a, b/);
});

test('choosing a job brings what it needs, directly or not', () => {
  const jobs = [
    { name: 'a' },
    { name: 'b', needs: ['a'] },
    { name: 'c', needs: ['b'] },
    { name: 'd' },
  ];
  assert.deepEqual(
    withNeeds(jobs, ['c']).map((job) => job.name),
    ['a', 'b', 'c'],
  );
});
