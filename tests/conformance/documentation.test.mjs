import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/lib/paths.mjs';

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

test('every test that docs/conformance.md names for a feature exists', async () => {
  const [, section = ''] = (await read('docs/conformance.md')).split('\n## XState features\n');
  const named = section
    .split('\n## ')[0]
    .split('\n')
    .filter((line) => line.startsWith('- '))
    .flatMap(testsNamedIn);
  assert.ok(named.length > 40, `only ${named.length} files are named`);
  for (const { file, names } of named) {
    const source = (await read(file)).replaceAll("\\'", "'");
    assert.notEqual(names.length, 0, `no test of ${file} is named`);
    for (const name of names) {
      assert.ok(source.includes(inSource(file, name)), `${file} has no test '${name}'`);
    }
  }
});
