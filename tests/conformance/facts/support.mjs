/** What people see of a snapshot. */
export function show({ status, value, context, error, output, children }) {
  return {
    status,
    value,
    context,
    error: error?.message ?? error,
    output,
    children: children && Object.keys(children),
  };
}

/** Returns a function that throws. */
export const thrower = (message) => () => {
  throw new Error(message);
};

/** Logs what an observer hears. */
export function listen(actor, log) {
  actor.subscribe({
    next: ({ status, value }) => log('next', status, value),
    error: (error) => log('error', error?.message ?? error),
    complete: () => log('complete'),
  });
}

/** Runs a script with one library and returns its log, warnings and uncaught errors included. */
export async function runScript(createActor, script) {
  const entries = [];
  const sessions = new Map();
  const log = (...parts) => entries.push(serialise(parts, sessions));
  const { warn, error } = console;
  const onUncaught = (thrown) => log('uncaught', thrown?.message ?? thrown);
  console.warn = (...words) => log('warned', ...words);
  console.error = (...words) => log('complained', ...words);
  // The test runner listens for uncaught errors too, and would fail the test.
  process.setUncaughtExceptionCaptureCallback(onUncaught);
  try {
    await script(createActor, log);
    await nextTask();
    await nextTask();
  } finally {
    process.setUncaughtExceptionCaptureCallback(null);
    Object.assign(console, { warn, error });
  }
  return entries;
}

/** Lets promises settle and timers of no delay fire. */
const nextTask = () => new Promise((resolve) => setTimeout(resolve));

function serialise(parts, sessions) {
  const text = JSON.stringify(parts, (_, value) => {
    if (typeof value === 'function') return '[function]';
    if (value instanceof Error) return { error: value.message };
    return value === undefined ? '[undefined]' : value;
  });
  return text.replace(/x:\d+/g, (session) => {
    if (!sessions.has(session)) sessions.set(session, `session${sessions.size}`);
    return sessions.get(session);
  });
}
