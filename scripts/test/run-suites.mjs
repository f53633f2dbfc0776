import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { withLock } from '../lib/lock.mjs';
import { buildDir, logDir } from '../lib/paths.mjs';
import { StepError, say, tailOf } from '../lib/step.mjs';
import { commandsFor } from './commands.mjs';
import { exitStatus, skippedLine, suiteLine, totalLine } from './report.mjs';
import { runJobs, withNeeds } from './schedule.mjs';
import { suites } from './suites.mjs';

const reportLines = 120;

/** Runs the suites of these names, or all; prints a line for each and the total. Sets the status. */
export async function runSuites(names) {
  const known = suites.map((suite) => suite.name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new StepError(`No suite is named ${unknown.join(', ')}; there are: ${known.join(', ')}`);
  }
  const chosen = names.length > 0 ? withNeeds(suites, names) : suites;
  const onWait = (pid) => say(`waiting for process ${pid}, which runs the tests here`);
  const all = await withLock(join(buildDir, 'test.lock'), () => runAll(chosen), { onWait });
  console.log(totalLine(all));
  process.exitCode = exitStatus(all);
}

async function runAll(chosen) {
  const all = [];
  await runJobs(chosen.map(toJob), {
    lanes: Math.max(2, availableParallelism()),
    failed: (result) => countsOf(result).failed > 0,
    onEnd: (job, result) => {
      all.push(countsOf(result));
      printResult(job, result);
    },
  });
  return all;
}

function toJob(suite) {
  const run = async () => {
    const began = performance.now();
    try {
      return {
        ...(await suite.run(await commandsFor(suite.name))),
        took: performance.now() - began,
      };
    } catch (error) {
      return { error, took: performance.now() - began };
    }
  };
  return { ...suite, run };
}

const countsOf = ({ error, passed, failed }) =>
  error ? { passed: 0, failed: 1 } : { passed, failed };

function printResult(job, result) {
  const counts = countsOf(result);
  if (result.skipped) console.log(skippedLine(job.title, result.skipped));
  if (counts.passed + counts.failed > 0)
    console.log(suiteLine(job.title, counts, result.took ?? 0));
  if (counts.failed === 0) return;
  const report = result.error ? describeError(result.error) : result.report;
  if (report) console.log(tailOf(report, reportLines));
  console.log(`(npm test -- ${job.name}; the whole log: ${join(logDir, `test-${job.name}.log`)})`);
}

function describeError(error) {
  if (error instanceof StepError) return error.reported ? '' : error.message;
  return `${error.message}\n${error.output ?? error.stack}`;
}
