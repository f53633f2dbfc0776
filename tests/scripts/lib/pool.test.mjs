import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { mapPool } from '../../../scripts/lib/pool.mjs';

test('keeps the order of the items and never runs more than the limit at a time', async () => {
  let active = 0;
  let most = 0;
  const double = async (item) => {
    active += 1;
    most = Math.max(most, active);
    await turn();
    active -= 1;
    return item * 2;
  };
  assert.deepEqual(await mapPool([1, 2, 3, 4, 5], 2, double), [2, 4, 6, 8, 10]);
  assert.equal(most, 2);
});
