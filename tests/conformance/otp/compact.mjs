// The form in which scripts and their traces are stored.

/** A supervisor as an array. */
export const compactSupervisor = ({ id, strategy, intensity, period, autoShutdown, children }) => [
  id,
  strategy,
  intensity,
  period,
  autoShutdown,
  children.map(compactChild),
];

function compactChild({ id, restart, significant, supervisor }) {
  return [id, restart, significant ? 1 : 0, ...(supervisor ? [compactSupervisor(supervisor)] : [])];
}

/** A step, whose child spec is an array too. */
export const compactStep = (step) =>
  step[0] === 'start' ? [step[0], step[1], compactChild(step[2])] : step;

/** One line: arrays instead of objects, and '=' for a tree that has not changed. */
export function compact({ seed, tree, steps, trace }) {
  const lines = trace.map(([result, log, shown], index) =>
    [result, log, shown === trace[index - 1]?.[2] ? '=' : shown].join('|'),
  );
  return JSON.stringify([seed, compactSupervisor(tree), steps.map(compactStep), lines]);
}
