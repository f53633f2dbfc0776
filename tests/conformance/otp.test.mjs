// What is stored of real OTP is held against the core in tests/core/supervision/otp_traces_test.cpp;
// here it is held against the generator.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { compactStep, compactSupervisor } from './otp/compact.mjs';
import { toErlang } from './otp/erlang-terms.mjs';
import { generateScript } from './otp/generate.mjs';

const file = join(dirname(fileURLToPath(import.meta.url)), 'otp/traces.jsonl');
const records = (await readFile(file, 'utf8')).trimEnd().split('\n').map(JSON.parse);

test('the stored scripts are those that the generator makes of their seeds', () => {
  assert.ok(records.length >= 500);
  for (const [seed, tree, steps, trace] of records) {
    const script = generateScript(seed);
    assert.deepEqual(tree, compactSupervisor(script.tree), `seed ${seed}`);
    assert.deepEqual(steps, script.steps.slice(0, steps.length).map(compactStep), `seed ${seed}`);
    assert.equal(trace.length, steps.length + 1);
  }
});

test('the stored scripts contain every kind of step, scope, restart type and result', () => {
  const text = JSON.stringify(records);
  const steps = [
    'exit',
    'fail',
    'ignore',
    'burst',
    'start',
    'terminate',
    'restart',
    'delete',
    'wait',
  ];
  for (const step of steps) assert.ok(text.includes(`["${step}",`), step);
  const words = [
    'one_for_one',
    'one_for_all',
    'rest_for_one',
    'permanent',
    'transient',
    'temporary',
  ];
  for (const word of [...words, 'never', 'any_significant', 'all_significant']) {
    assert.ok(text.includes(`"${word}"`), word);
  }
  // A failing start is retried at once, so that nobody is found restarting when all is quiet.
  const results = ['already_started', 'already_present', 'not_found', 'running'];
  for (const result of [...results, 'start_failed', 'ignored', 'noproc', 'dead']) {
    assert.ok(text.includes(`"${result}|`), result);
  }
});

test('scripts are written as Erlang terms', () => {
  const children = [
    { id: 'w0', restart: 'transient', significant: true },
    {
      id: 'S1',
      restart: 'permanent',
      significant: false,
      supervisor: {
        id: 'S1',
        strategy: 'one_for_all',
        intensity: 0,
        period: 2,
        autoShutdown: 'never',
        children: [],
      },
    },
  ];
  const tree = {
    id: 'S0',
    strategy: 'one_for_one',
    intensity: 1,
    period: 2,
    autoShutdown: 'any_significant',
    children,
  };
  const steps = [
    ['exit', 'w0', 'boom'],
    ['burst', 'S0', ['w0']],
    ['delete', 'S0', 'w0'],
    ['wait', 7],
  ];
  assert.equal(
    toErlang([{ tree, steps }]),
    '{0,{supervisor,"S0",one_for_one,1,2,any_significant,[{"w0",transient,true,worker},' +
      '{"S1",permanent,false,{supervisor,"S1",one_for_all,0,2,never,[]}}]},' +
      '[{exit,"w0",boom},{burst,"S0",["w0"]},{delete,"S0","w0"},{wait,7}]}.\n',
  );
});
