import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import esbuild from 'rollup-plugin-esbuild';
import { buildDir, root } from '../lib/paths.mjs';
import { hashInputs, whenStale } from '../lib/stamp.mjs';
import { step } from '../lib/step.mjs';
import { generatedDir } from './core.mjs';

export const distDir = join(root, 'dist');

const sources = join(root, 'js', 'src');
const entries = Object.fromEntries(
  ['index', 'slim', 'diagnostics', 'health', 'opentelemetry'].map((name) => [
    name,
    join(sources, 'entries', `${name}.ts`),
  ]),
);
const tsconfig = join(root, 'js', 'tsconfig.json');
const external = ['xstate', '@opentelemetry/api'];

/** Bundles the facade into dist; does nothing when nothing changed. */
export async function buildBundle() {
  const inputs = ['js', 'package-lock.json', 'tsconfig.json', 'scripts/build/bundle.mjs'];
  const hash = await hashInputs(
    root,
    inputs.map((name) => join(root, name)),
  );
  const outputs = ['index.js', 'index.cjs', 'index.d.ts', 'index.d.cts', 'core.wasm'];
  return whenStale(
    join(buildDir, 'stamps', 'bundle'),
    hash,
    outputs.map((name) => join(distDir, name)),
    () => step('Bundling the package', '20 seconds', bundle),
  );
}

async function bundle() {
  await rm(distDir, { recursive: true, force: true });
  await mkdir(distDir, { recursive: true });
  await Promise.all([bundleCode(), bundleTypes(), copyWasm()]);
}

// Both entries in one run: what they share must exist once, or there would be two root supervisors.
async function bundleCode() {
  const build = await rollup({
    input: entries,
    external,
    onwarn: refuse,
    plugins: [esbuild({ target: 'es2022', tsconfig })],
  });
  const { output } = await build.write(layout('esm', '.js'));
  await build.write(layout('cjs', '.cjs'));
  await Promise.all(
    output.filter((chunk) => chunk.isEntry).map((entry) => wrapForNode(entry.name, entry.exports)),
  );
}

async function bundleTypes() {
  const build = await rollup({
    input: entries,
    external,
    onwarn: refuse,
    plugins: [dts({ tsconfig }), { name: 'optional-types', renderChunk: makeOptional }],
  });
  // Declares what `using` needs, whatever a project's own target is.
  const banner = '/// <reference lib="esnext.disposable" />';
  await build.write({ ...layout('esm', '.d.ts'), banner });
  await build.write({ ...layout('esm', '.d.cts'), banner });
}

/** Lets the types of an optional package be `any` where it is not installed. */
function makeOptional(code) {
  const pattern = new RegExp(`^import .*'(?:${external.join('|')})';$`, 'gm');
  return code.replace(pattern, (line) => `// @ts-ignore: this package is optional\n${line}`);
}

/**
 * What the entries have in common is one chunk, whatever each takes of it, so that the main entry stays
 * as it is without the others. What belongs to one entry alone stays in it.
 */
function sharedChunk(id) {
  const path = relative(sources, id);
  const isOwn = /^(entries|observability)\b/.test(path) || /^core.(inline|load)\b/.test(path);
  return isOwn || /core-bytes/.test(path) ? undefined : 'statewarden';
}

function layout(format, extension) {
  return {
    dir: distDir,
    format,
    entryFileNames: `[name]${extension}`,
    chunkFileNames: `chunks/[name]${extension}`,
    manualChunks: sharedChunk,
    sourcemap: false,
  };
}

/** In Node `import` and `require` must meet in one instance, the CommonJS one. */
async function wrapForNode(name, exported) {
  const names = exported.toSorted().join(',\n  ');
  const text = `import cjs from './${name}.cjs';\n\nexport const {\n  ${names},\n} = cjs;\n`;
  await writeFile(join(distDir, `${name}.node.js`), text);
}

async function copyWasm() {
  await copyFile(join(generatedDir, 'core.wasm'), join(distDir, 'core.wasm'));
  await writeFile(
    join(distDir, 'wasm.d.ts'),
    '/** The compiled core, where the bundler or the host turns the import into a module. */\n' +
      'declare const core: WebAssembly.Module;\nexport default core;\n',
  );
}

// Modules that import one another are fine as long as they only call one another later.
function refuse(warning) {
  if (warning.code === 'CIRCULAR_DEPENDENCY') return;
  throw new Error(`Rollup: ${warning.message}`);
}
