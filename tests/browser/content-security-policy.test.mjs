import assert from 'node:assert/strict';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { useChromium } from './support/chromium.mjs';
import { useStaticSite } from './support/static-site.mjs';

const from = (path) => fileURLToPath(new URL(path, import.meta.url));

/** A plain page beside the files of the package, without any bundler. */
function usePlainPage(options) {
  let folder;
  after(() => rm(folder, { recursive: true, force: true }));
  return useStaticSite(async () => {
    folder = await mkdtemp(join(tmpdir(), 'statewarden-site-'));
    await cp(from('site'), folder, { recursive: true });
    await cp(from('../../dist'), join(folder, 'statewarden'), { recursive: true });
    return folder;
  }, options);
}

const { openPage } = useChromium();
const textOf = async (page, id) => {
  await page.waitForFunction((name) => document.getElementById(name).textContent !== '', id);
  return page.textContent(`#${id}`);
};

describe("under script-src 'self' 'wasm-unsafe-eval'", () => {
  const site = usePlainPage();

  test('a machine crashes and comes back, on the page and in a worker', async (t) => {
    const page = await openPage(t, site.address);
    assert.equal(await textOf(page, 'page'), 'restarted after: broken');
    assert.equal(await textOf(page, 'worker'), 'restarted after: broken');
    assert.deepEqual(page.faults, []);
  });
});

describe("under script-src 'self' alone", () => {
  const site = usePlainPage({ policy: "script-src 'self'" });

  test('the first use says which word the policy lacks', async (t) => {
    const page = await openPage(t, site.address);
    const text = await textOf(page, 'page');
    assert.match(text, /^WebAssemblyUnavailableError: .*'wasm-unsafe-eval'/);
  });
});
