import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addPackage, useInstalledPackage } from './support/installed-package.mjs';

const crashed = 'open closed 1 the hinge broke\n';

describe('in an empty Node project', () => {
  const project = useInstalledPackage('node');
  const node = async (...args) => (await project.run(process.execPath, args)).output;

  test('an imported machine crashes and comes back', async () => {
    assert.equal(await node('esm.mjs'), crashed);
  });

  test('a required machine crashes and comes back', async () => {
    assert.equal(await node('commonjs.cjs'), crashed);
  });

  test('import and require share one root supervisor and one set of classes', async () => {
    assert.deepEqual(JSON.parse(await node('both.mjs')), {
      oneRoot: true,
      oneClass: true,
      seen: true,
      sameNames: true,
    });
  });

  test('works where code may not be made from strings', async () => {
    assert.equal(await node('--disallow-code-generation-from-strings', 'esm.mjs'), crashed);
  });

  test('works in a worker thread', async () => {
    assert.equal(await node('worker.mjs'), crashed);
  });

  test('the slim entry says that it has no core, refuses what is none, takes one and works', async () => {
    assert.equal(await node('slim.mjs'), `not-loaded\nno-core\n${crashed}`);
  });

  test('importing compiles nothing; the first use compiles once and leaves no trace', async () => {
    assert.deepEqual(JSON.parse(await node('import-only.mjs')), {
      onImport: 0,
      onFirstUse: 1,
      addedEvents: 0,
      addedEventsOnUse: 0,
      addedGlobals: 0,
    });
  });

  test('a signal shuts the process down in order and ends it with code 0', async () => {
    assert.equal(await node('shutdown.mjs'), 'SIGTERM active\nstopped\n');
  });

  const observed = 'childStarted childFailed restartScheduled\n200 200 503 503\n';

  test('tells diagnostics channels and a health endpoint, and says that OpenTelemetry is missing', async () => {
    assert.equal(await node('observe.mjs'), `${observed}MODULE_NOT_FOUND true\n`);
  });

  test('tells OpenTelemetry where its API is installed', async () => {
    await addPackage(project, '@opentelemetry/api');
    assert.equal(await node('observe.mjs'), `${observed}instrumented true\n`);
  });

  test('supervises a machine made by XState', async () => {
    await addPackage(project, 'xstate');
    assert.equal(await node('xstate.mjs'), crashed);
  });
});
