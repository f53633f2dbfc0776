/** Returns what `run` warned of, without session ids, which count all actors of a library. */
export function recordWarnings(run) {
  const { warn } = console;
  const warnings = [];
  console.warn = (...args) => warnings.push(args.join(' ').replace(/x:\d+/g, 'x'));
  try {
    run();
  } finally {
    console.warn = warn;
  }
  return warnings;
}
