import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { listFiles } from '../../scripts/lib/stamp.mjs';
import { program, root, useInstalledPackage } from './support/installed-package.mjs';

/** Every file that an exports map names. */
function targetsOf(exported) {
  if (typeof exported === 'string') return [exported];
  return Object.values(exported).flatMap(targetsOf);
}

describe('the packed package', () => {
  const project = useInstalledPackage('node');
  const installed = () => join(project.folder, 'node_modules/statewarden');

  test('holds every file that its exports name, and the licence and the README', async () => {
    const manifest = JSON.parse(await readFile(join(installed(), 'package.json'), 'utf8'));
    const named = [...targetsOf(manifest.exports), './LICENSE', './README.md'];
    for (const name of named) await readFile(join(installed(), name));
  });

  test('holds no sources, no tests and no source maps', async () => {
    const files = await listFiles([installed()]);
    const names = files.map((file) => file.slice(installed().length + 1));
    const allowed =
      /^(dist\/.+\.(js|cjs|d\.ts|d\.cts|wasm)|(json-chart|supervisor-tree)\.schema\.json|docs\/[a-z-]+\.md|package\.json|(README|CONTRIBUTING)\.md|LICENSE)$/;
    assert.deepEqual(
      names.filter((name) => !allowed.test(name)),
      [],
    );
  });

  test('runs nothing when it is installed and depends on nothing', async () => {
    const manifest = JSON.parse(await readFile(join(installed(), 'package.json'), 'utf8'));
    const hooks = ['preinstall', 'install', 'postinstall', 'prepare'];
    assert.deepEqual(
      hooks.filter((hook) => manifest.scripts?.[hook]),
      [],
    );
    assert.deepEqual(manifest.dependencies ?? {}, {});
  });

  test('publint finds nothing to improve', async () => {
    const { status, output } = await project.run(
      program('publint'),
      ['run', project.tarball, '--strict'],
      { check: false },
    );
    assert.equal(status, 0, output);
  });

  test('are-the-types-wrong finds no fault for Node and bundlers', async () => {
    const args = [project.tarball, '--profile', 'node16', '--no-emoji', '--no-color'];
    const schemas = ['./json-chart.schema.json', './supervisor-tree.schema.json'];
    const options = ['--exclude-entrypoints', './core.wasm', ...schemas];
    const { status, output } = await project.run(program('attw'), [...args, ...options], {
      check: false,
      env: { NODE_PATH: join(root, 'node_modules') },
    });
    assert.equal(status, 0, output);
  });
});
