import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setupDir } from '../lib/paths.mjs';
import { hashInputs, whenStale } from '../lib/stamp.mjs';
import { buildRequirements, findPrefix } from './requirements.mjs';

const byPackage = (name) => buildRequirements.find((each) => each.package === name);

/** A CMake file that sets variables as defaults, so that the command line can override them. */
export function cmakeDefaults(variables) {
  const lines = Object.entries(variables).map(
    ([name, value]) => `if(NOT DEFINED ${name})\n  set(${name} "${value}")\nendif()\n`,
  );
  return lines.join('');
}

/** Tells CMake where Emscripten is. */
export async function writeEmscripten({ root }) {
  await writeWhenChanged('emscripten.cmake', { STATEWARDEN_EMSCRIPTEN_ROOT: root });
}

/**
 * Tells CMake where nlohmann/json and GoogleTest are. The headers are copied to a folder of their
 * own: with /usr/include as include folder the WebAssembly build would find the wrong C library.
 */
export async function writeDependencies() {
  const include = join(await findPrefix(byPackage('nlohmann-json3-dev')), 'include');
  const copy = join(setupDir, 'include');
  const from = join(include, 'nlohmann');
  const hash = await hashInputs(include, [from], 'copy 1');
  const outputs = [join(copy, 'nlohmann/json.hpp')];
  await whenStale(join(setupDir, 'include.stamp'), hash, outputs, async () => {
    await rm(copy, { recursive: true, force: true });
    await cp(from, join(copy, 'nlohmann'), { recursive: true, dereference: true });
  });
  await writeWhenChanged('dependencies.cmake', {
    STATEWARDEN_JSON_INCLUDE_DIR: copy,
    STATEWARDEN_GOOGLETEST_DIR: join(await findPrefix(byPackage('googletest')), 'src/googletest'),
  });
}

// An untouched file spares CMake from configuring again.
async function writeWhenChanged(name, variables) {
  const file = join(setupDir, name);
  const text = cmakeDefaults(variables);
  if ((await readFile(file, 'utf8').catch(() => undefined)) === text) return;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
