import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getCoreStatistics } from 'statewarden';
import { Soak } from '../soak/soak.mjs';

const counts = () => {
  const { memoryInUse: _memory, timers: _timers, ...rest } = getCoreStatistics();
  return rest;
};

test('after many rounds of crashes, ends and starts there is no more than after the first', () => {
  const soak = new Soak(300);
  soak.round(3_000, 300);
  const first = counts();
  for (let round = 0; round < 10; round++) soak.round(3_000, 300);
  assert.equal(soak.crashes, 3_300);
  assert.deepEqual(counts(), first);
  assert.equal(first.actors, 300);
  assert.equal(first.keptEvents + first.keptEffects, 0);
  soak.end();
  const { actors, children, supervisors, timers, strategies } = getCoreStatistics();
  assert.deepEqual([actors, children, supervisors, timers, strategies], [0, 0, 0, 0, 0]);
});
