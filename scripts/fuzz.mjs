import { parseArgs } from 'node:util';
import { compareRandomCharts } from '../tests/conformance/differential/check.mjs';

// `npm run fuzz -- --minutes N --seed S`: compares random charts with XState until the time is over
// or a difference is found. Each round has a seed of its own, which it prints. `--path P`, as printed
// with a difference, runs that chart alone.
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    path: { type: 'string' },
  },
});
if (values.path) {
  compareRandomCharts({ seed: Number(values.seed), path: values.path, charts: 1 });
  console.log('The chart does what it does in XState.');
  process.exit();
}
const end = Date.now() + Number(values.minutes) * 60_000;
let charts = 0;
let steps = 0;
for (let seed = Number(values.seed); Date.now() < end; seed++) {
  const compared = compareRandomCharts({ seed, charts: 500, milliseconds: end - Date.now() });
  charts += compared.charts;
  steps += compared.steps;
  console.log(`seed ${seed}: no difference; ${charts} charts and ${steps} steps so far`);
}
