import { open, readdir, realpath, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';

const triples = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' };

/**
 * Makes the unpacked LLVM and Binaryen programs run with the libraries beside them instead of the
 * system's older ones. `final` is where the prefix will be when they run.
 */
export async function relocate({ prefix, final, patchelf, run }) {
  const triple = triples[process.arch];
  if (!triple) throw new Error(`no prebuilt Emscripten for the processor ${process.arch}`);
  const libraries = join('usr/lib', triple);
  const loader = (await readdir(join(prefix, libraries))).find((name) => /^ld-linux/.test(name));
  if (!loader) throw new Error(`no dynamic loader in ${libraries}`);
  const rpath = join(final, libraries);
  for (const program of await programs(prefix)) {
    const args = ['--force-rpath', '--set-rpath', rpath];
    await run(patchelf, [...args, '--set-interpreter', join(rpath, loader), program]);
  }
  for (const library of await shadowing(prefix, libraries)) {
    await run(patchelf, ['--force-rpath', '--set-rpath', rpath, library]);
  }
}

/** The dynamically linked programs of LLVM and Binaryen, each file once. */
async function programs(prefix) {
  const lib = await readdir(join(prefix, 'usr/lib'));
  const llvm = lib.filter((name) => /^llvm-\d+$/.test(name)).map((name) => `usr/lib/${name}/bin`);
  const found = new Set();
  for (const folder of [...llvm, 'usr/bin']) {
    for (const name of await readdir(join(prefix, folder)).catch(() => [])) {
      if (folder === 'usr/bin' && !name.startsWith('wasm')) continue;
      const file = await realpath(join(prefix, folder, name)).catch(() => undefined);
      if (file && !relative(prefix, file).startsWith('..') && (await isElf(file))) found.add(file);
    }
  }
  return found;
}

// These carry a RUNPATH of their own, which would hide the program's.
async function shadowing(prefix, libraries) {
  const found = new Set();
  for (const name of await readdir(join(prefix, libraries))) {
    if (!/^lib(LLVM|clang-cpp)/.test(name)) continue;
    const file = await realpath(join(prefix, libraries, name)).catch(() => undefined);
    if (file && (await isElf(file))) found.add(file);
  }
  return found;
}

async function isElf(path) {
  if (!(await stat(path)).isFile()) return false;
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.toString('latin1') === '\x7fELF';
  } finally {
    await file.close();
  }
}
