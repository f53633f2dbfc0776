/**
 * Each reader turns what a test runner left behind into { passed, failed }. A run that ended badly
 * without naming a failed test counts as one more failure: a crash must never look like a pass.
 */

/** Reads GoogleTest's own text. */
export function countGoogleTest(output, status) {
  const number = (pattern) => Number(output.match(pattern)?.[1] ?? 0);
  if (/^\[={10}\] \d+ tests? from \d+ test suites? ran\./m.test(output)) {
    const passed = number(/^\[ {2}PASSED {2}\] (\d+) tests?\./m);
    return withStatus(passed, number(/^\[ {2}FAILED {2}\] (\d+) tests?, listed below/m), status);
  }
  const passed = output.match(/^\[ {7}OK \] /gm)?.length ?? 0;
  const failed = output.match(/^\[ {2}FAILED {2}\] .*\(\d+ ms\)$/gm)?.length ?? 0;
  return { passed, failed: failed + 1 };
}

/** What GoogleTest says about failures: everything but the tests that passed. */
export function googleTestFailures(output) {
  return output.replace(/^\[ RUN {6}\] (.+)\n\[ {7}OK \] \1.*\n/gm, '');
}

/** Reads the summary of node:test's TAP reporter. */
export function countTap(output, status) {
  const number = (word) => Number(output.match(new RegExp(`^# ${word} (\\d+)$`, 'm'))?.[1] ?? 0);
  return withStatus(number('pass'), number('fail') + number('cancelled'), status);
}

/** Reads the object that Jest writes with --json. */
export function countJest(report, status) {
  if (!report) return { passed: 0, failed: 1 };
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return withStatus(report.numPassedTests, failed, status);
}

function withStatus(passed, failed, status) {
  return { passed, failed: status !== 0 && failed === 0 ? 1 : failed };
}
