import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { build } from 'esbuild';
import { useInstalledPackage } from './support/installed-package.mjs';

const extensions = { esm: 'mjs', cjs: 'cjs', iife: 'cjs' };

describe('bundled by esbuild without any configuration', () => {
  const project = useInstalledPackage('bundle');

  const mains = [
    ['main', 'on\n'],
    ['observe', '200 function\n'],
  ];

  for (const [main, printed] of mains) {
    for (const platform of ['browser', 'node']) {
      for (const [format, extension] of Object.entries(extensions)) {
        test(`${main}: ${format} for ${platform} builds without a warning and runs`, async () => {
          const outfile = join(project.folder, `out-${main}-${platform}-${format}.${extension}`);
          const entryPoints = [join(project.folder, `${main}.js`)];
          const options = { entryPoints, outfile, format, platform, minify: true, bundle: true };
          const { warnings } = await build({ ...options, logLevel: 'silent' });
          assert.deepEqual(warnings, []);
          const { output } = await project.run(process.execPath, [outfile]);
          assert.equal(output, printed);
          const text = await readFile(outfile, 'utf8');
          assert.equal(text.includes('statewarden:dead-letter'), main === 'observe');
          assert.equal(text.includes('/readyz'), main === 'observe');
        });
      }
    }
  }
});
