import { realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { tryRun } from '../lib/run.mjs';
import { StepError } from '../lib/step.mjs';
import { findVersion, isAtLeast } from '../lib/version.mjs';
import { emscriptenFromDebian } from './emscripten-prefix.mjs';
import { findProgram } from './requirements.mjs';

/** The release since which `-sMODULARIZE` is always asynchronous and our loader is written. */
export const minimumEmscripten = '4.0.12';

/** An `emcc` on the PATH that is new enough and comes with its CMake files, or undefined. */
async function fromPath() {
  const version = findVersion(await tryRun('emcc', ['--version']));
  if (!isAtLeast(version, minimumEmscripten)) return undefined;
  const root = (await tryRun('em-config', ['EMSCRIPTEN_ROOT']))?.trim() ?? (await folderOfEmcc());
  const toolchain = join(root, 'cmake/Modules/Platform/Emscripten.cmake');
  return stat(toolchain).then(
    () => ({ root, version }),
    () => undefined,
  );
}

async function folderOfEmcc() {
  return dirname(await realpath(await findProgram(['emcc'])));
}

/** Resolves to { root, version } of a current Emscripten; installs one where there is none. */
export async function setupEmscripten() {
  const present = await fromPath();
  if (present) return present;
  const debian = await tryRun('sh', ['-c', 'command -v apt-get && command -v dpkg']);
  try {
    if (debian) return await emscriptenFromDebian(minimumEmscripten);
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
  }
  throw new StepError(adviseEmsdk());
}

function adviseEmsdk() {
  return `Emscripten ${minimumEmscripten} or later is needed, and could not be installed. Run:
  git clone https://github.com/emscripten-core/emsdk && ./emsdk/emsdk install latest
  ./emsdk/emsdk activate latest && source ./emsdk/emsdk_env.sh`;
}
