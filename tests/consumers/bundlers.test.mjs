import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { build } from 'esbuild';
import { useInstalledPackage } from './support/installed-package.mjs';

const extensions = { esm: 'mjs', cjs: 'cjs', iife: 'cjs' };

describe('bundled by esbuild without any configuration', () => {
  const project = useInstalledPackage('bundle');

  for (const platform of ['browser', 'node']) {
    for (const [format, extension] of Object.entries(extensions)) {
      test(`${format} for ${platform} builds without a warning and runs`, async () => {
        const outfile = join(project.folder, `out-${platform}-${format}.${extension}`);
        const entryPoints = [join(project.folder, 'main.js')];
        const options = { entryPoints, outfile, format, platform, minify: true, bundle: true };
        const { warnings } = await build({ ...options, logLevel: 'silent' });
        assert.deepEqual(warnings, []);
        const { output } = await project.run(process.execPath, [outfile]);
        assert.equal(output, 'on\n');
      });
    }
  }
});
