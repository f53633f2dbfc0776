import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareRandomCharts } from './differential/check.mjs';

for (const seed of [18, 19, 21]) {
  test(`random charts of seed ${seed} do what they do in XState`, async () => {
    assert.equal(await compareRandomCharts({ seed, charts: 150 }), 150);
  });
}
