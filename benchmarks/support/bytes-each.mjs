// Run by itself with --expose-gc: prints the bytes that one idle thing of a kind takes, as JSON.
import OpossumBreaker from 'opossum';
import {
  CircuitBreaker,
  createSupervisedMachine,
  getCoreStatistics,
  StopStrategy,
} from 'statewarden';
import { createMachine, createActor as createXStateActor } from 'xstate';

const machine = createMachine({
  initial: 'off',
  states: { off: { on: { TOGGLE: 'on' } }, on: { on: { TOGGLE: 'off' } } },
});
const strategy = new StopStrategy();
const makers = {
  actor: (i) => createSupervisedMachine(`${i}`, machine, { strategy }),
  xstateActor: () => createXStateActor(machine).start(),
  breaker: () => new CircuitBreaker(),
  opossumBreaker: () => new OpossumBreaker(async () => 42, { timeout: false }),
};

const make = makers[process.argv[2]];
const count = process.argv[2] === 'opossumBreaker' ? 2000 : 20_000;
const kept = [];
for (let i = 0; i < 100; i++) kept.push(make(`warm-${i}`));
const before = { heap: heapUsed(), core: getCoreStatistics().memoryInUse };
for (let i = 0; i < count; i++) kept.push(make(i));
const after = { heap: heapUsed(), core: getCoreStatistics().memoryInUse };
console.log(
  JSON.stringify({
    heap: Math.round((after.heap - before.heap) / count),
    core: Math.round((after.core - before.core) / count),
    kept: kept.length,
  }),
);

function heapUsed() {
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}
