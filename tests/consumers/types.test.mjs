import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { addPackage, program, useInstalledPackage } from './support/installed-package.mjs';

const strict = ['--noEmit', '--strict', '--target', 'es2022'];

async function compile(project, options, files) {
  const args = [...strict, ...options, ...files];
  const { status, output } = await project.run(program('tsc'), args, { check: false });
  assert.equal(status, 0, output);
}

describe('in a TypeScript project with XState', () => {
  const project = useInstalledPackage('typescript');
  before(() => addPackage(project, 'xstate'));

  for (const module of ['node16', 'nodenext']) {
    test(`ESM and CommonJS sources compile with module ${module}`, async () => {
      await compile(project, ['--module', module], ['consumer.mts', 'consumer.cts']);
    });
  }

  test("compiles with a bundler's resolution", async () => {
    await compile(
      project,
      ['--module', 'esnext', '--moduleResolution', 'bundler'],
      ['consumer.mts'],
    );
  });
});

describe('in a TypeScript project with OpenTelemetry', () => {
  const project = useInstalledPackage('typescript');
  before(async () => {
    for (const name of ['@opentelemetry/api', '@types/node', 'undici-types']) {
      await addPackage(project, name);
    }
  });

  for (const options of [
    ['--module', 'nodenext'],
    ['--module', 'esnext', '--moduleResolution', 'bundler'],
  ]) {
    test(`the observing entries compile with ${options.join(' ')}`, async () => {
      await compile(project, [...options, '--types', 'node'], ['observe.mts']);
    });
  }
});

describe('in a TypeScript project without XState', () => {
  const project = useInstalledPackage('typescript');

  test('JSON charts compile, and so do the declarations of the package', async () => {
    await compile(project, ['--module', 'nodenext'], ['consumer.cts']);
  });
});

describe('in a TypeScript project for Node alone', () => {
  const project = useInstalledPackage('typescript');
  before(async () => {
    for (const name of ['@types/node', 'undici-types']) await addPackage(project, name);
  });

  test('the declarations of the package need no types of a browser', async () => {
    const types = ['--lib', 'es2022,esnext.disposable', '--types', 'node'];
    await compile(project, ['--module', 'nodenext', ...types], ['consumer.cts']);
  });
});
