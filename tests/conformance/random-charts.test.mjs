import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareRandomCharts } from './differential/check.mjs';

// 2 000 charts, always the same ones; a difference is printed with its seed, shrunk.
for (const seed of [18, 19, 21, 22]) {
  test(`500 random charts of seed ${seed} do what they do in XState`, () => {
    assert.equal(compareRandomCharts({ seed, charts: 500 }).charts, 500);
  });
}
