import { readFile, writeFile } from 'node:fs/promises';
import { conformancePage, withTable } from '../tests/conformance/scxml/report/page.mjs';
import { compare } from '../tests/conformance/scxml/run/compare.mjs';
import { listTests } from '../tests/conformance/scxml/run/suite.mjs';

// `npm run conformance:scxml -- [--write] [PART]`: runs the SCXML tests whose path contains PART, says
// why the others fail, and with --write brings the table in docs/conformance.md up to date.
const args = process.argv.slice(2);
const part = args.find((arg) => !arg.startsWith('--')) ?? '';
const tests = listTests().filter(({ path }) => path.includes(part));
let passed = 0;
for (const test of tests) {
  const error = compare(test);
  if (error) console.log(`${test.path}: ${error.message}`);
  else passed++;
}
console.log(`${passed} of ${tests.length} pass`);
if (args.includes('--write')) {
  await writeFile(conformancePage, withTable(await readFile(conformancePage, 'utf8')));
}
