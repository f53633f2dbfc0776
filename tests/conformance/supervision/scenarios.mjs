// The supervision scenarios: what docs/conformance.md says of each, and the tests that carry them.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../../scripts/lib/paths.mjs';

/** How many scenarios there are under each letter. */
const lists = { X: 13, O: 105, E: 13, A: 21, B: 12 };

/** All numbers: of faults to avoid, of OTP, Elixir, Akka and circuit breakers. */
export const allScenarios = Object.entries(lists).flatMap(([letter, count]) =>
  Array.from({ length: count }, (_, index) => `${letter}-${index + 1}`),
);

const numbersIn = (text) => text.match(/\b[XOEAB]-\d+\b/g) ?? [];

/** The rows of the table of scenarios: their numbers, their state and the tests that they name. */
export function scenarioRows(documentation) {
  const [, section = ''] = documentation.split('\n## Supervision scenarios\n');
  const rows = section
    .split('\n## ')[0]
    .matchAll(/^\| ([XOEAB]-\d.*?) \| (.*?) \|(?: (.*?) ?\|)?$/gm);
  return Array.from(rows, ([, scenario, state, tests = '']) => ({
    // A number in brackets refers to another row.
    numbers: numbersIn(scenario.replaceAll(/\(.*?\)/g, '')),
    state,
    files: Array.from(tests.matchAll(/`([^`]+)`/g), ([, file]) => file),
  }));
}

/** The names of tests in C++ begin with numbers, as in `O98O99ReviveStopped...`. */
function namesInCpp(source) {
  const names = Array.from(source.matchAll(/TEST(?:_F|_P)?\(\w+,\s*(\w+)\)/g), ([, name]) => name);
  return names.flatMap((name) => {
    const [leading] = name.match(/^(?:[XOEAB]\d+)+/) ?? [''];
    return Array.from(leading.matchAll(/([XOEAB])(\d+)/g), ([, letter, n]) => `${letter}-${n}`);
  });
}

/** In JavaScript they stand in the names of tests, or in the tables from which these are made. */
function namesInScript(source) {
  const code = source.replaceAll(/^\s*(?:\/\/|\/?\*).*$/gm, '');
  return Array.from(code.matchAll(/(['"`])((?:\\.|(?!\1)[^\n\\])*)\1/g), ([text]) => text).flatMap(
    numbersIn,
  );
}

/** Finds the scenarios that each file of tests carries in the names of its tests. */
export async function testedScenarios() {
  const all = await readdir(join(root, 'tests'), { recursive: true });
  const files = all.filter((file) => /(_test\.cpp|\.test\.ts)$/.test(file)).sort();
  const found = files.map(async (file) => {
    const source = await readFile(join(root, 'tests', file), 'utf8');
    return [file, new Set(file.endsWith('.cpp') ? namesInCpp(source) : namesInScript(source))];
  });
  return new Map(await Promise.all(found));
}
