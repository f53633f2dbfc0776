import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { chromium } from 'playwright-core';
import { usePrivatePackages } from '../../../scripts/setup/private-packages.mjs';
import { findProgram, testRequirements } from '../../../scripts/setup/requirements.mjs';

const flags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];

/** Before the tests of a file: a headless Chromium. `openPage` gives a page in a profile of its own. */
export function useChromium() {
  let browser;
  before(async () => {
    await usePrivatePackages();
    const { programs } = testRequirements.find((each) => each.package === 'chromium');
    const executablePath = await findProgram(programs);
    assert.ok(executablePath, 'Chromium is missing; as root on Debian: apt-get install chromium');
    browser = await chromium.launch({ executablePath, args: flags, headless: true });
  });
  after(() => browser?.close());

  /** Opens a page that is closed after the test `t`; `page.faults` collects what went wrong in it. */
  async function openPage(t, address, options) {
    const context = await browser.newContext(options);
    t.after(() => context.close());
    const page = await context.newPage();
    page.faults = [];
    page.on('pageerror', (error) => page.faults.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') page.faults.push(message.text());
    });
    await page.goto(address);
    return page;
  }
  return { openPage };
}
