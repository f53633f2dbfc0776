import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { useChromium } from './support/chromium.mjs';
import { usePlainPage } from './support/plain-page.mjs';

const { openPage } = useChromium();
const textOf = async (page, id) => {
  await page.waitForFunction((name) => document.getElementById(name).textContent !== '', id);
  return page.textContent(`#${id}`);
};

describe("under script-src 'self' 'wasm-unsafe-eval'", () => {
  const site = usePlainPage('site');

  test('a machine crashes and comes back, on the page and in a worker', async (t) => {
    const page = await openPage(t, site.address);
    assert.equal(await textOf(page, 'page'), 'restarted after: broken');
    assert.equal(await textOf(page, 'worker'), 'restarted after: broken');
    assert.deepEqual(page.faults, []);
  });
});

describe("under script-src 'self' alone", () => {
  const site = usePlainPage('site', { policy: "script-src 'self'" });

  test('the first use says which word the policy lacks', async (t) => {
    const page = await openPage(t, site.address);
    const text = await textOf(page, 'page');
    assert.match(text, /^WebAssemblyUnavailableError: .*'wasm-unsafe-eval'/);
  });
});
