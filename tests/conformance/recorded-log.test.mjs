import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import * as statewarden from 'statewarden';
import { playScripts } from '../determinism/player.mjs';
import { randomScript } from '../determinism/random-scripts.mjs';

const read = (name) => readFile(new URL(`../determinism/${name}`, import.meta.url), 'utf8');

test('in Node the recorded scripts give the log that the native core recorded, byte for byte', async () => {
  const log = await playScripts(statewarden, JSON.parse(await read('scripts.json')));
  assert.equal(log, await read('expected.log'));
  const hash = createHash('sha256').update(log).digest('hex');
  assert.equal(`${hash}  expected.log\n`, await read('expected.sha256'));
});

test('the recorded random scripts are those of their seeds', async () => {
  const { scripts } = JSON.parse(await read('scripts.json'));
  const random = scripts.filter(({ name }) => name.startsWith('random '));
  assert.ok(random.length >= 20);
  for (const { seed: _, ...script } of random) {
    const made = randomScript(Number(script.name.slice('random '.length)));
    assert.equal(JSON.stringify(script), JSON.stringify(made));
  }
});
