import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exitStatus, skippedLine, suiteLine, totalLine } from '../../../scripts/test/report.mjs';

test('the last line adds up all suites', () => {
  const all = [
    { passed: 3, failed: 1 },
    { passed: 4, failed: 0 },
  ];
  assert.equal(totalLine(all), '7 passed, 1 failed');
});

test('the status is zero only when something ran and nothing failed', () => {
  assert.equal(exitStatus([{ passed: 1, failed: 0 }]), 0);
  assert.equal(exitStatus([{ passed: 1, failed: 1 }]), 1);
  assert.equal(exitStatus([{ passed: 0, failed: 0 }]), 1);
  assert.equal(exitStatus([]), 1);
});

test('a suite line tells the verdict, the title, the counts and the time', () => {
  assert.match(suiteLine('core', { passed: 2, failed: 0 }, 1234), /^ok +core +2 passed +1\.2 s$/);
  assert.match(suiteLine('core', { passed: 2, failed: 1 }, 0), /^FAIL +core +2 passed, 1 failed/);
});

test('a skipped suite says why', () => {
  assert.match(skippedLine('fuzz', 'needs clang'), /^skip fuzz +needs clang$/);
});
