import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { root } from '../../scripts/lib/paths.mjs';
import { useChromium } from './support/chromium.mjs';
import { DemoPage } from './support/demo-page.mjs';
import { useDemo } from './support/demo-server.mjs';

const site = useDemo();
const { openPage } = useChromium();

async function openDemo(t, options) {
  const demo = new DemoPage(await openPage(t, site.address, options));
  await demo.calm();
  return demo;
}

async function keepScreenshot(demo, name) {
  const folder = join(root, 'artifacts');
  await mkdir(folder, { recursive: true });
  await demo.page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

describe('the web demo', () => {
  test('shows a crash, the back-off and the restart, and touches no other actor', async (t) => {
    const demo = await openDemo(t);
    const others = (await demo.actorIds()).filter((id) => id !== 'checkout');
    assert.ok(others.length >= 7);

    const phases = await demo.watchPhases('checkout');
    await demo.crash('checkout');
    await demo.waitForPhase('checkout', 'backing-off');
    await keepScreenshot(demo, 'demo-backing-off');
    await demo.waitForPhase('checkout', 'running');

    assert.deepEqual(await phases(), ['failing', 'backing-off', 'restarted', 'running']);
    assert.deepEqual(await demo.counts('checkout'), { restarts: 1, errors: 1 });
    for (const id of others) assert.deepEqual(await demo.counts(id), { restarts: 0, errors: 0 });
    assert.deepEqual(await demo.timeline('checkout'), [
      'childFailed',
      'deadLetter',
      'restartScheduled',
      'childRestarted',
    ]);
    assert.deepEqual(demo.page.faults, []);
  });

  test('restarts a whole group when one of it fails', async (t) => {
    const demo = await openDemo(t);
    await demo.crash('kitchen');
    for (const id of ['gateway', 'kitchen', 'bedroom']) {
      await demo.waitForEntry(id, 'childRestarted');
    }
    assert.deepEqual(await demo.counts('bedroom'), { restarts: 1, errors: 0 });
    assert.deepEqual(await demo.counts('planner'), { restarts: 0, errors: 0 });
    assert.deepEqual(demo.page.faults, []);
  });

  test('restarts only those that started after the failed one when the scope says so', async (t) => {
    const demo = await openDemo(t);
    await demo.crash('presence');
    await demo.waitForEntry('presence', 'childRestarted');
    await demo.waitForEntry('uploads', 'childRestarted');
    assert.deepEqual(await demo.counts('connection'), { restarts: 0, errors: 0 });
  });

  test('lets a failure escalate to the supervisor above, which restarts the actor', async (t) => {
    const demo = await openDemo(t);
    await demo.crash('writer');
    await demo.waitForPhase('writer', 'running', { restarts: 1 });
    const entries = await demo.timeline('writer');
    assert.ok(entries.indexOf('failureEscalated') > entries.indexOf('childFailed'));
    assert.ok(entries.indexOf('childRestarted') > entries.indexOf('failureEscalated'));
  });

  test('takes a chosen strategy from the next failure on', async (t) => {
    const demo = await openDemo(t);
    await demo.choose('storefront', 'On failure', 'stop');
    await demo.crash('player');
    await demo.waitForPhase('player', 'stopped');
    await demo.startAgain('player');
    await demo.waitForPhase('player', 'running');

    await demo.choose('storefront', 'On failure', 'restart');
    await demo.crash('player');
    await demo.waitForPhase('player', 'running', { restarts: 1 });
    assert.deepEqual(demo.page.faults, []);
  });

  test('opens a circuit after too many failures and closes it after a good try', async (t) => {
    const demo = await openDemo(t);
    await demo.choose('storefront', 'Back-off', 'none');
    await demo.choose('storefront', 'Limit', '10');
    for (let crashes = 1; crashes <= 5; crashes++) {
      await demo.crash('checkout');
      await demo.waitForCount('checkout', 'errors', crashes);
    }
    await demo.waitForPhase('checkout', 'parked');
    await demo.waitForCircuit('storefront', 'open');
    await keepScreenshot(demo, 'demo-circuit-open');
    await demo.waitForCircuit('storefront', 'half-open');
    await demo.waitForCircuit('storefront', 'closed');
    await demo.waitForPhase('checkout', 'running');
    await demo.waitForCircuit('realtime', 'closed');
    assert.deepEqual(demo.page.faults, []);
  });

  test('moves a statechart by its event buttons', async (t) => {
    const demo = await openDemo(t);
    await demo.send('planner', 'GOAL');
    await demo.waitForState('planner', /thinking/);
    assert.deepEqual(await demo.counts('planner'), { restarts: 0, errors: 0 });
  });

  test('can be used with the keyboard alone', async (t) => {
    const demo = await openDemo(t);
    await demo.page.locator('[data-actor="checkout"] .crash').focus();
    await demo.page.keyboard.press('Enter');
    await demo.waitForPhase('checkout', 'running', { restarts: 1 });
  });

  for (const colorScheme of ['light', 'dark']) {
    test(`fits a screen 380 pixels wide in ${colorScheme} colours`, async (t) => {
      const demo = await openDemo(t, { viewport: { width: 380, height: 800 }, colorScheme });
      const width = await demo.page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 380, `the page is ${width} pixels wide`);
      await keepScreenshot(demo, `demo-narrow-${colorScheme}`);
      assert.deepEqual(demo.page.faults, []);
    });
  }
});
