/**
 * Times two ways of doing the same thing, one after the other, round by round, so that a slow
 * moment of the machine hits both. Each way is a function that does the thing n times, and may return
 * a promise for that. What counts is the time that the process works, not that it waits for a processor.
 */
export async function alternate(ours, theirs, { rounds = 9, milliseconds = 150 } = {}) {
  const ourCount = await calibrate(ours, milliseconds);
  const theirCount = await calibrate(theirs, milliseconds);
  const samples = [];
  for (let round = 0; round < rounds; round++) {
    const our = (await time(ours, ourCount)) / ourCount;
    const their = (await time(theirs, theirCount)) / theirCount;
    samples.push({ our, their, ratio: their / our });
  }
  return {
    our: median(samples.map((sample) => sample.our)),
    their: median(samples.map((sample) => sample.their)),
    ratio: median(samples.map((sample) => sample.ratio)),
    lowest: Math.min(...samples.map((sample) => sample.ratio)),
    highest: Math.max(...samples.map((sample) => sample.ratio)),
  };
}

/** Nanoseconds that this process works for `run(count)`, garbage collection included. */
async function time(run, count) {
  const start = process.cpuUsage();
  const running = run(count);
  if (running instanceof Promise) await running;
  const { user, system } = process.cpuUsage(start);
  return (user + system) * 1000;
}

/** Warms up and finds how often the thing can be done in the given time. */
async function calibrate(run, milliseconds) {
  let count = 1;
  for (;;) {
    const nanoseconds = await time(run, count);
    if (nanoseconds >= milliseconds * 1e6) {
      return Math.max(1, Math.round((count * milliseconds * 1e6) / nanoseconds));
    }
    count = nanoseconds < 1e6 ? count * 10 : count * 2;
  }
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
