import { parseArgs } from 'node:util';
import { compareRandomCharts } from '../tests/conformance/differential/check.mjs';

// `npm run fuzz -- --minutes N --seed S`: compares random charts with XState until the time is over
// or a difference is found. Each round has a seed of its own, which it prints.
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const end = Date.now() + Number(values.minutes) * 60_000;
let charts = 0;
for (let seed = Number(values.seed); Date.now() < end; seed++) {
  charts += await compareRandomCharts({ seed, charts: 200, milliseconds: end - Date.now() });
  console.log(`seed ${seed}: no difference; ${charts} charts so far`);
}
