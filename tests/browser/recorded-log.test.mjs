import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { useChromium } from './support/chromium.mjs';
import { usePlainPage } from './support/plain-page.mjs';

const { openPage } = useChromium();
const site = usePlainPage('recorded-log', { beside: ['../determinism'] });

test('in Chromium the recorded scripts give the recorded log, byte for byte', async (t) => {
  const page = await openPage(t, site.address);
  await page.waitForFunction(() => document.getElementById('log').textContent !== '');
  const log = await page.textContent('#log');
  assert.equal(
    log,
    await readFile(new URL('../determinism/expected.log', import.meta.url), 'utf8'),
  );
  assert.deepEqual(page.faults, []);
});
