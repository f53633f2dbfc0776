import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readStartOptions } from '../../../scripts/start/options.mjs';

test('serves on port 5173 or the next free one unless told otherwise', () => {
  assert.deepEqual(readStartOptions([], {}), { serve: true, port: 5173, fixed: false });
  assert.equal(readStartOptions(['--no-serve'], {}).serve, false);
});

test('takes exactly the port that PORT names', () => {
  assert.deepEqual(readStartOptions([], { PORT: '80' }), { serve: true, port: 80, fixed: true });
  for (const PORT of ['x', '-1', '65536', '1.5']) {
    assert.throws(() => readStartOptions([], { PORT }), /PORT must be a number/);
  }
});

test('refuses an option it does not know', () => {
  assert.throws(() => readStartOptions(['--serve'], {}), /Unknown option --serve/);
});
