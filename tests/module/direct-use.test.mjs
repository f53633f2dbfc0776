// The WebAssembly module without the facade.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createCore } from '../../js/generated/core.js';

const bytes = await readFile(new URL('../../js/generated/core.wasm', import.meta.url));
const compiled = new WebAssembly.Module(bytes);

/** Makes a core of its own, as the loader does. */
function makeCore() {
  function Module() {
    return compiled;
  }
  const own = Object.create(WebAssembly, { Module: { value: Module } });
  return createCore({ wasmBinary: new Uint8Array(8) }, own);
}

const chart = JSON.stringify({
  id: 'light',
  initial: 'off',
  states: {
    off: { on: { TOGGLE: 'on' } },
    on: { on: { TOGGLE: 'off', BREAK: { guard: 'unknown', target: 'off' } } },
  },
});

const strategy = {
  ...{ directive: 0, mode: 0, onLimit: 0, limit: 2, window: 60_000 },
  backoff: { type: 0, initialDelay: 0, maxDelay: 0, factor: 1, jitter: 0 },
  ...{ resetTimeout: 300_000, retryEvent: 0, hasCleanup: false, cleanupTimeout: 5_000 },
  ...{ stopActor: false, failsSupervisor: false, fallback: 0xffffffff },
};

const stateValue = (machine) => JSON.parse(machine.getState()).value;

test('a machine that fails comes back until its limit', () => {
  const core = makeCore();
  const machine = core.createSupervisedMachine('light', chart, null, { strategy });
  for (let restarts = 1; restarts <= 2; restarts++) {
    machine.send('TOGGLE');
    assert.equal(stateValue(machine), 'on');
    machine.send('BREAK');
    assert.equal(stateValue(machine), 'off');
    assert.equal(machine.getHealth().restartCount, restarts);
  }
  machine.send('TOGGLE');
  machine.send('BREAK');
  assert.equal(machine.childState, 7, 'stopped');
});

test('a config with errors gives no machine', () => {
  assert.equal(makeCore().createSupervisedMachine('bad', '{', null, {}), null);
});

test('a circuit breaker opens, lets a probe through and closes', async () => {
  const core = makeCore();
  const breaker = new core.CircuitBreaker({
    ...{ failureThreshold: 1, window: 1000, resetTimeout: 5, maxResetTimeout: 5 },
    ...{ factor: 1, jitter: 0, successThreshold: 1, maxHalfOpenWait: 60_000 },
  });
  assert.equal(breaker.isAllowed(), true);
  breaker.recordFailure();
  assert.equal(breaker.isAllowed(), false);
  while (breaker.state === 1) await sleep(1);
  assert.equal(breaker.isAllowed(), true);
  breaker.recordSuccess();
  assert.equal(breaker.state, 0);
});

test('nothing is left of handles that were given back', () => {
  const core = makeCore();
  const supervisor = new core.Supervisor('s', null, {});
  const machine = core.createSupervisedMachine('light', chart, supervisor, { strategy });
  supervisor.delete();
  assert.equal(core.counts().supervisors, 1, 'the machine still needs it');
  machine.delete();
  const left = Object.values(core.counts());
  assert.deepEqual(left, Array(left.length).fill(0));
});

test('two cores know nothing of one another', () => {
  const first = makeCore();
  const second = makeCore();
  first.loadChart(chart);
  assert.equal(first.counts().programs, 1);
  assert.equal(second.counts().programs, 0);
});
