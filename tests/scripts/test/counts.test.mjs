import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  countGoogleTest,
  countJest,
  countTap,
  googleTestFailures,
} from '../../../scripts/test/counts.mjs';

const goodGoogleTest = `[==========] Running 2 tests from 1 test suite.
[ RUN      ] A.one
[       OK ] A.one (0 ms)
[ RUN      ] A.two
[       OK ] A.two (0 ms)
[==========] 2 tests from 1 test suite ran. (0 ms total)
[  PASSED  ] 2 tests.
`;

const badGoogleTest = `[ RUN      ] A.one
[       OK ] A.one (0 ms)
[ RUN      ] A.two
a.cpp:3: Failure
[  FAILED  ] A.two (0 ms)
[==========] 2 tests from 1 test suite ran. (0 ms total)
[  PASSED  ] 1 test.
[  FAILED  ] 1 test, listed below:
[  FAILED  ] A.two

 1 FAILED TEST
`;

const crashedGoogleTest = `[ RUN      ] A.one
[       OK ] A.one (0 ms)
[ RUN      ] A.two
ERROR: AddressSanitizer: heap-use-after-free
`;

test('reads what GoogleTest says at its end', () => {
  assert.deepEqual(countGoogleTest(goodGoogleTest, 0), { passed: 2, failed: 0 });
  assert.deepEqual(countGoogleTest(badGoogleTest, 1), { passed: 1, failed: 1 });
});

test('a GoogleTest run that crashed counts the test that was running as failed', () => {
  assert.deepEqual(countGoogleTest(crashedGoogleTest, 'SIGABRT'), { passed: 1, failed: 1 });
  assert.deepEqual(countGoogleTest('', 127), { passed: 0, failed: 1 });
});

test('a leak reported after all tests passed is a failure', () => {
  assert.deepEqual(countGoogleTest(goodGoogleTest, 23), { passed: 2, failed: 1 });
});

test('a GoogleTest failure report leaves out the tests that passed', () => {
  const report = googleTestFailures(crashedGoogleTest);
  assert.equal(report, '[ RUN      ] A.two\nERROR: AddressSanitizer: heap-use-after-free\n');
});

test("reads the summary of node:test's TAP", () => {
  const tap = '1..3\n# tests 4\n# pass 2\n# fail 1\n# cancelled 1\n# skipped 0\n';
  assert.deepEqual(countTap(tap, 1), { passed: 2, failed: 2 });
  assert.deepEqual(countTap('', 'SIGKILL'), { passed: 0, failed: 1 });
});

test('reads the report of Jest; a file that could not be loaded is a failure', () => {
  const report = { numPassedTests: 5, numFailedTests: 1, numRuntimeErrorTestSuites: 1 };
  assert.deepEqual(countJest(report, 1), { passed: 5, failed: 2 });
  assert.deepEqual(countJest(undefined, 1), { passed: 0, failed: 1 });
});
