// Fills in what XState does at every step of the scenarios; with --check only compares.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { replay } from './xstate-replay.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const onlyChecks = process.argv.includes('--check');
const read = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** One step per line keeps a scenario readable and its diffs small. */
function layOut({ chart, implementations, start, steps }) {
  const lines = steps.map((step) => `    ${JSON.stringify(step)}`).join(',\n');
  return `{
  "chart": ${JSON.stringify(chart)},
  "implementations": {
    "guards": ${JSON.stringify(implementations.guards)},
    "delays": ${JSON.stringify(implementations.delays)}
  },
  "start": ${JSON.stringify(start)},
  "steps": [
${lines}
  ]
}
`;
}

let stale = 0;
for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
  const path = join(folder, file);
  const scenario = read(path);
  const chart = read(join(folder, '..', `${scenario.chart}.json`));
  const text = layOut(replay(chart, scenario));
  if (text === readFileSync(path, 'utf8')) continue;
  if (!onlyChecks) writeFileSync(path, text);
  console.log(`${file}: ${onlyChecks ? 'differs from what XState does' : 'recorded'}`);
  stale += 1;
}
if (onlyChecks && stale > 0) process.exitCode = 1;
