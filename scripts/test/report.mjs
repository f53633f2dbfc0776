/** "1 passed" or "3 passed, 2 failed". */
export function describeCounts({ passed, failed }) {
  return failed > 0 ? `${passed} passed, ${failed} failed` : `${passed} passed`;
}

/** One line about a suite that has ended. */
export function suiteLine(title, { passed, failed }, milliseconds) {
  const verdict = failed > 0 ? 'FAIL' : 'ok';
  const seconds = `${(milliseconds / 1000).toFixed(1)} s`;
  return `${verdict.padEnd(5)}${title.padEnd(38)}${describeCounts({ passed, failed }).padEnd(24)}${seconds.padStart(8)}`;
}

/** The line of a suite that could not run here, and why. */
export function skippedLine(title, reason) {
  return `skip ${title.padEnd(38)}${reason}`;
}

/** The last line of all: `N passed, M failed`. */
export function totalLine(all) {
  const sum = (key) => all.reduce((total, counts) => total + counts[key], 0);
  return `${sum('passed')} passed, ${sum('failed')} failed`;
}

/** Zero when something ran and nothing failed. */
export function exitStatus(all) {
  const ran = all.some(({ passed, failed }) => passed + failed > 0);
  return ran && all.every(({ failed }) => failed === 0) ? 0 : 1;
}
