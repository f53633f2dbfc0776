import { StepError } from '../lib/step.mjs';

/**
 * Runs jobs of { name, needs, run } on `lanes` lanes, each as soon as the jobs it needs have
 * ended, in the order of the list. `run` resolves to a result; a throw becomes { error }. A job
 * whose need failed does not run and ends with an error too. Calls `onEnd(job, result)` for each.
 */
export async function runJobs(jobs, { lanes, failed, onEnd }) {
  const waiting = [...jobs];
  const results = new Map();
  const selected = new Set(jobs.map((job) => job.name));
  const needsOf = (job) => (job.needs ?? []).filter((name) => selected.has(name));
  const isReady = (job) => needsOf(job).every((name) => results.has(name));
  let wake = () => {};

  async function runOne(job) {
    const broken = needsOf(job).find((name) => failed(results.get(name)));
    const result = broken
      ? { error: new StepError(`needs the suite ${broken}, which failed`) }
      : await attempt(job);
    results.set(job.name, result);
    onEnd(job, result);
  }

  const active = new Set();
  while (waiting.length > 0 || active.size > 0) {
    const index = active.size < lanes ? waiting.findIndex(isReady) : -1;
    if (index >= 0) {
      const [job] = waiting.splice(index, 1);
      const ended = runOne(job).finally(() => {
        active.delete(ended);
        wake();
      });
      active.add(ended);
    } else if (active.size > 0) {
      await new Promise((resolve) => {
        wake = resolve;
      });
    } else {
      throw new Error(`jobs wait for each other: ${waiting.map((job) => job.name).join(', ')}`);
    }
  }
  return results;
}

async function attempt(job) {
  try {
    return await job.run();
  } catch (error) {
    return { error };
  }
}

/** The jobs of these names and all that they need, in the order of the list. */
export function withNeeds(jobs, names) {
  const wanted = new Set();
  const add = (name) => {
    if (wanted.has(name)) return;
    wanted.add(name);
    for (const need of jobs.find((job) => job.name === name).needs ?? []) add(need);
  };
  for (const name of names) add(name);
  return jobs.filter((job) => wanted.has(job.name));
}
