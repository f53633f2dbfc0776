import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createSupervisedMachine, load, RestartStrategy } from 'statewarden/slim';
import crash from './crash.cjs';

const file = createRequire(import.meta.url).resolve('statewarden/core.wasm');
try {
  createSupervisedMachine('early', { id: 'm' }, {});
} catch (error) {
  console.log(error.reason);
}
await load(new TextEncoder().encode('<!doctype html>')).catch(({ reason }) => console.log(reason));
load(await readFile(file)); // bytes are there at once
await crash({ createSupervisedMachine, RestartStrategy });
