import { writeFile } from 'node:fs/promises';
import { handMade } from './hand-made.mjs';
import { randomScript } from './random-scripts.mjs';

/** What the machine of each worker is; `begin` and `crash` throw when they are told to. */
const chart = {
  id: 'worker',
  initial: 'busy',
  states: {
    busy: {
      entry: 'begin',
      on: { ARM: 'armed', PAUSE: 'idle', CRASH: { actions: 'crash' }, FINISH: 'over' },
    },
    idle: { on: { CRASH: { actions: 'crash' }, FINISH: 'over', ARM: 'armed' } },
    armed: { after: { 25: { actions: 'crash' } }, on: { FINISH: 'over', PAUSE: 'idle' } },
    over: { type: 'final' },
  },
};

const random = Array.from({ length: 24 }, (_, index) => randomScript(index + 1));
const scripts = [...handMade, ...random].map((script, index) => ({ seed: 100 + index, ...script }));
const lines = scripts.map((script) => JSON.stringify(script)).join(',\n');
const text = `{"chart":${JSON.stringify(chart)},\n"scripts":[\n${lines}\n]}\n`;
await writeFile(new URL('scripts.json', import.meta.url), text);
