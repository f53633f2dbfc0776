import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { isMain, main } from './lib/main.mjs';
import { buildDir, root } from './lib/paths.mjs';
import { hashInputs, whenStale } from './lib/stamp.mjs';
import { step } from './lib/step.mjs';

const source = join(root, 'web-demo');

/** Where the finished page is. */
export const demoDir = join(source, 'dist');

const pages = ['index.html', 'icon.svg'];

/** Bundles the page with the built package if anything changed; resolves to whether it did. */
export async function buildDemo() {
  const inputs = [
    join(source, 'src'),
    ...pages.map((page) => join(source, page)),
    join(root, 'charts'),
    join(root, 'dist'),
    join(root, 'package-lock.json'),
  ];
  const hash = await hashInputs(root, inputs);
  const outputs = ['main.js', 'main.css', ...pages].map((file) => join(demoDir, file));
  return whenStale(join(buildDir, 'stamps', 'web-demo'), hash, outputs, () =>
    step('Bundling the web demo', '1 second', bundle),
  );
}

async function bundle() {
  await rm(demoDir, { recursive: true, force: true });
  await mkdir(demoDir, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: { main: join(source, 'src/main.ts') },
    outdir: demoDir,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    sourcemap: 'linked',
    logLevel: 'warning',
  });
  await build({
    entryPoints: { main: join(source, 'src/styles/main.css') },
    outdir: demoDir,
    bundle: true,
    minify: true,
    logLevel: 'warning',
  });
  for (const page of pages) await copyFile(join(source, page), join(demoDir, page));
}

if (isMain(import.meta.url)) await main(buildDemo);
