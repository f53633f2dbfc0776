import { mkdir, readdir, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from '../lib/lock.mjs';
import { cacheDir } from '../lib/paths.mjs';
import { say, step } from '../lib/step.mjs';
import { compareVersions, findVersion, isAtLeast } from '../lib/version.mjs';
import { PrivateApt } from './private-apt.mjs';
import { relocate } from './relocate.mjs';

const suite = 'forky';
const home = join(cacheDir, 'emscripten');
const readyName = 'statewarden-ready';

const rootOf = (prefix) => join(prefix, 'usr/share/emscripten');

/** The newest finished private Emscripten of at least `minimum`, or undefined. */
async function findFinished(minimum) {
  const names = await readdir(home).catch(() => []);
  const versions = names.filter((name) => /^\d[\d.]*$/.test(name) && isAtLeast(name, minimum));
  for (const version of versions.sort(compareVersions).reverse()) {
    const ready = await stat(join(home, version, readyName)).then(Boolean, () => false);
    if (ready) return { root: rootOf(join(home, version)), version };
  }
  return undefined;
}

/**
 * Emscripten from Debian's testing release in the user's cache folder, without root. It is put
 * together in a temporary folder and marked ready only when it has compiled a program.
 */
export async function emscriptenFromDebian(minimum) {
  const finished = await findFinished(minimum);
  if (finished) return finished;
  const onWait = (pid) => say(`waiting for process ${pid}, which is installing Emscripten`);
  return withLock(join(home, 'lock'), () => install(minimum), { onWait });
}

async function install(minimum) {
  const finished = await findFinished(minimum);
  if (finished) return finished;
  return step(
    'Installing Emscripten into the cache folder',
    '3 to 6 minutes, once',
    async (run) => {
      const work = join(home, 'unfinished');
      await rm(work, { recursive: true, force: true });
      const tools = join(work, 'tools');
      const own = await PrivateApt.open(join(work, 'apt-own'), run);
      await own.unpack(tools, ['patchelf'], { alone: true });
      const apt = await PrivateApt.open(join(work, 'apt'), run, { suite });
      const version = findVersion(await apt.candidate('emscripten'));
      if (!isAtLeast(version, minimum)) {
        throw new Error(`Debian ${suite} offers Emscripten ${version}, not ${minimum} or later`);
      }
      const prefix = join(work, 'prefix');
      await apt.unpack(prefix, ['emscripten']);
      const final = join(home, version);
      await writeConfig(prefix, final);
      await relocate({ prefix, final, patchelf: join(tools, 'usr/bin/patchelf'), run });
      await rm(final, { recursive: true, force: true });
      await rename(prefix, final);
      await warmUp(rootOf(final), join(work, 'warm-up'), run);
      await writeFile(join(final, readyName), '');
      await rm(work, { recursive: true, force: true });
      return { root: rootOf(final), version };
    },
  );
}

/** Emscripten reads a file named .emscripten beside its programs; no environment is needed. */
async function writeConfig(prefix, final) {
  const llvm = (await readdir(join(prefix, 'usr/lib'))).find((name) => /^llvm-\d+$/.test(name));
  const config = {
    LLVM_ROOT: join(final, 'usr/lib', llvm, 'bin'),
    BINARYEN_ROOT: join(final, 'usr'),
    CACHE: join(final, 'cache'),
    LLVM_ADD_VERSION: '',
    CLANG_ADD_VERSION: '',
  };
  const lines = Object.entries(config).map(([key, value]) => `${key} = ${JSON.stringify(value)}`);
  const node = `shutil.which('node') or ${JSON.stringify(process.execPath)}`;
  lines.unshift('import shutil', `NODE_JS = ${node}`);
  await mkdir(join(prefix, 'cache'), { recursive: true });
  await writeFile(join(rootOf(prefix), '.emscripten'), `${lines.join('\n')}\n`);
  const modules = join(rootOf(prefix), 'node_modules');
  const present = await stat(modules).then(Boolean, () => false);
  if (!present) await symlink('../nodejs', modules);
}

/** The first link in each mode builds Emscripten's system libraries; this does it beforehand. */
async function warmUp(root, dir, run) {
  await mkdir(dir, { recursive: true });
  const source = join(dir, 'probe.cpp');
  await writeFile(
    source,
    '#include <string>\nint main() { return std::string("ab").size() - 2; }\n',
  );
  for (const flags of [
    ['-O3', '-flto'],
    ['-O1', '-sASSERTIONS=2'],
  ]) {
    const output = join(dir, 'probe.cjs');
    const args = [...flags, '-fwasm-exceptions', '-lembind', '-sALLOW_MEMORY_GROWTH', source];
    await run(join(root, 'em++'), [...args, '-o', output]);
    await run(process.execPath, [output]);
  }
}
