import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suites } from '../../../scripts/test/suites.mjs';

test('every suite has a name of its own and needs only suites that exist', () => {
  const names = suites.map((suite) => suite.name);
  assert.deepEqual([...new Set(names)], names);
  for (const { needs = [] } of suites) for (const need of needs) assert.ok(names.includes(need));
});
