import { readFile, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { buildDir, root } from '../lib/paths.mjs';
import { listFiles } from '../lib/stamp.mjs';
import { countJest, countTap } from './counts.mjs';
import { npmProgram } from './js-lint.mjs';

/** Runs Jest, which loads the built package by its name. */
export async function runJest(run) {
  const file = join(buildDir, 'jest.json');
  await rm(file, { force: true });
  const args = ['--json', `--outputFile=${file}`, `--maxWorkers=${availableParallelism()}`];
  const { status, output } = await run(npmProgram('jest'), args, { check: false });
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return { ...countJest(text && JSON.parse(text), status), report: output };
}

/** Runs the node:test files (*.test.mjs) below a folder. */
export async function runNodeTests(folder, run) {
  const files = (await listFiles([join(root, folder)])).filter((file) =>
    file.endsWith('.test.mjs'),
  );
  if (files.length === 0) throw new Error(`no *.test.mjs in ${folder}`);
  const args = ['--test', '--test-reporter=tap', ...files];
  const { status, output } = await run(process.execPath, args, { check: false });
  return { ...countTap(output, status), report: tapFailures(output) };
}

/** The blocks of a TAP report that are about failures. */
export function tapFailures(output) {
  const blocks = output.split(/^(?=\s*(?:not ok|ok|# Subtest:))/m);
  return blocks.filter((block) => /^\s*not ok/.test(block)).join('');
}
