import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { buildDir, root, setupDir } from '../lib/paths.mjs';
import { hashInputs, whenStale } from '../lib/stamp.mjs';
import { step } from '../lib/step.mjs';

const wasmDir = join(buildDir, 'wasm');
const glue = join(wasmDir, 'bindings', 'core.js');
const wasm = join(wasmDir, 'bindings', 'core.wasm');

/** What the facade imports as `js/generated`; not in git. */
export const generatedDir = join(root, 'js', 'generated');

/** Compiles the core to WebAssembly and writes js/generated; does nothing when nothing changed. */
export async function buildCore() {
  const inputs = ['src', 'bindings', 'cmake', 'CMakeLists.txt', 'CMakePresets.json'];
  const paths = inputs.map((name) => join(root, name));
  const hash = await hashInputs(root, [...paths, setupDir, import.meta.filename]);
  const outputs = ['core.js', 'core.d.ts', 'core-bytes.js', 'core-bytes.d.ts', 'core.wasm'];
  return whenStale(
    join(buildDir, 'stamps', 'core'),
    hash,
    outputs.map((name) => join(generatedDir, name)),
    () => step('Compiling the core to WebAssembly', '1 to 2 minutes', compile),
  );
}

async function compile(run) {
  await run('cmake', ['--preset', 'wasm'], { cwd: root });
  await run('cmake', ['--build', wasmDir, '--target', 'statewarden_wasm'], { cwd: root });
  await mkdir(generatedDir, { recursive: true });
  const { code } = await transform(await readFile(glue, 'utf8'), {
    minify: true,
    target: 'es2022',
  });
  const base64 = (await readFile(wasm)).toString('base64');
  await Promise.all([
    write('core.js', code),
    write('core.d.ts', glueTypes),
    write('core-bytes.js', `export const base64 =\n  '${base64}';\n`),
    write('core-bytes.d.ts', 'export const base64: string;\n'),
    copyFile(wasm, join(generatedDir, 'core.wasm')),
  ]);
}

function write(name, text) {
  return writeFile(join(generatedDir, name), text);
}

const glueTypes = `import type { Core } from '../src/core/core.js';

/** Instantiates a core of its own, synchronously. */
export function createCore(options: { wasmBinary: Uint8Array }, webAssembly: object): Core;
`;
