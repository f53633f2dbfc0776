// Writes the fixtures of the parity tests anew: `node tests/core/chart/parity/generate.mjs`.
import { writeFileSync } from 'node:fs';
import { listStates, makeChart, makeRandom, makeSkeleton, makeTarget } from './random-charts.mjs';
import { describeNodes, resolveTarget } from './xstate-nodes.mjs';

const CHARTS = 30;
const SKELETONS = 20;
const TARGETS_EACH = 40;

const random = makeRandom(20_240_607);

function save(name, lines) {
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  writeFileSync(new URL(name, import.meta.url), text);
}

const charts = Array.from({ length: CHARTS }, () => {
  const config = makeChart(random);
  return { config: JSON.stringify(config), nodes: describeNodes(config) };
});
save('xstate_charts.jsonl', charts);

const targets = Array.from({ length: SKELETONS }, () => {
  const config = makeSkeleton(random);
  const states = listStates(config);
  const sources = states.filter((state) => !state.config.history);
  const cases = Array.from({ length: TARGETS_EACH }, () => {
    const { path } = random.pick(sources);
    const target = makeTarget(random, states);
    return { path, target, id: resolveTarget(config, path, target) };
  });
  return { config, cases };
});
save('xstate_targets.jsonl', targets);
