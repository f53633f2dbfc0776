import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { conformancePage, withTable } from './scxml/report/page.mjs';
import { compare } from './scxml/run/compare.mjs';
import { listExpectations } from './scxml/run/expectations.mjs';
import { listTests } from './scxml/run/suite.mjs';

const keyOf = ({ group, name }) => `${group}/${name}`;
const tests = listTests();
const expectations = new Map(listExpectations().map((each) => [keyOf(each), each]));

describe('SCXML documents do the same as in XState, and what is expected of them', () => {
  for (const each of tests) {
    const { passes = true, reason } = expectations.get(keyOf(each)) ?? {};
    test(passes ? each.path : `${each.path} does not pass: ${reason}`, () => {
      const error = compare(each);
      if (passes) assert.ifError(error);
      else assert.ok(error, 'it passes; expected.mjs says that it does not');
    });
  }
});

test('every SCXML document with a script is expected to pass or to fail, once', () => {
  assert.deepEqual(listExpectations().map(keyOf).sort(), tests.map(keyOf).sort());
});

test('docs/conformance.md tells what is expected of the SCXML documents', async () => {
  const page = await readFile(conformancePage, 'utf8');
  assert.equal(withTable(page), page, 'out of date: npm run conformance:scxml -- --write');
});
