import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/lib/paths.mjs';
import { allScenarios, scenarioRows, testedScenarios } from './supervision/scenarios.mjs';

const read = (name) => readFile(join(root, name), 'utf8');

/** The tests that a line names: each file in backticks, and the names behind it. */
function testsNamedIn(line) {
  const named = [];
  for (const [, code] of line.matchAll(/`([^`]+)`/g)) {
    if (code.startsWith('tests/')) named.push({ file: code, names: [] });
    else named.at(-1)?.names.push(code);
  }
  return named;
}

/** GoogleTest names are written as its reports have them. */
const inSource = (file, name) => (file.endsWith('.cpp') ? `(${name.replace('.', ', ')})` : name);

/** The tests that the lists of a part of docs/conformance.md name. */
async function testsOf(heading) {
  const [, part = ''] = (await read('docs/conformance.md')).split(heading);
  const lines = part.split('\n## ')[0].split('\n');
  return lines.filter((line) => line.startsWith('- ')).flatMap(testsNamedIn);
}

test('every test that docs/conformance.md names for a feature or a decision exists', async () => {
  const features = await testsOf('\n## XState features\n');
  const decisions = await testsOf('\n**Decisions.**');
  assert.ok(features.length > 40, `only ${features.length} files are named for features`);
  assert.ok(decisions.length > 14, `only ${decisions.length} files are named for decisions`);
  const named = [...features, ...decisions];
  for (const { file, names } of named) {
    const source = (await read(file)).replaceAll("\\'", "'");
    assert.notEqual(names.length, 0, `no test of ${file} is named`);
    for (const name of names) {
      assert.ok(source.includes(inSource(file, name)), `${file} has no test '${name}'`);
    }
  }
});

test('docs/conformance.md says of every supervision scenario what became of it', async () => {
  const rows = scenarioRows(await read('docs/conformance.md'));
  const known = rows.flatMap(({ numbers }) => numbers);
  const missing = allScenarios.filter((number) => !known.includes(number));
  assert.deepEqual(missing, [], 'these are missing');
  for (const { numbers, state } of rows) {
    const isState = /^(pass\b|adapted: .|not applicable[:,] .)/.test(state);
    assert.ok(isState, `${numbers}: '${state}' says neither how far it is held nor why not`);
  }
});

test('every supervision scenario that is held here has a test that carries its number', async () => {
  const tested = await testedScenarios();
  const files = [...tested.keys()];
  for (const { numbers, state, files: named } of scenarioRows(await read('docs/conformance.md'))) {
    if (state.startsWith('not ')) continue;
    const where = named.map((name) => {
      const file = files.find((each) => each.endsWith(`/${name}`));
      assert.ok(file, `${numbers}: there are no tests in ${name}`);
      return file;
    });
    for (const number of numbers) {
      const holding = (where.length > 0 ? where : files).filter((file) =>
        tested.get(file).has(number),
      );
      assert.notEqual(
        holding.length,
        0,
        `no test of ${named.join(', ') || 'any file'} is ${number}`,
      );
    }
    for (const file of where) {
      const carried = numbers.some((number) => tested.get(file).has(number));
      assert.ok(carried, `${file} has no test of ${numbers}`);
    }
  }
});
