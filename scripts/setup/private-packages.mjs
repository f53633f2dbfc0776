import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { withLock } from '../lib/lock.mjs';
import { say, step } from '../lib/step.mjs';
import { PrivateApt } from './private-apt.mjs';
import { listMissing, privateHome } from './requirements.mjs';
import { libraryFolders, wrapper } from './wrapper.mjs';

// A compiler's own root must hold these too, though the system has them for running programs.
const compilerRoot = ['libc6', 'libgcc-s1', 'libstdc++6'];

/** Puts the programs that were unpacked for this user on the PATH of this process. */
export async function usePrivatePackages() {
  const bin = join(await privateHome(), 'bin');
  if ((process.env.PATH ?? '').split(delimiter).includes(bin)) return;
  process.env.PATH = [process.env.PATH, bin].filter(Boolean).join(delimiter);
}

/** Unpacks the packages, and what they depend on, into the user's cache folder. */
export async function unpackPrivately(requirements) {
  const home = await privateHome();
  const onWait = (pid) => say(`waiting for process ${pid}, which is unpacking Debian packages`);
  await withLock(join(home, 'lock'), () => unpack(home, requirements), { onWait });
}

async function unpack(home, requirements) {
  const missing = await listMissing(requirements);
  if (missing.length === 0) return;
  const names = missing.map((requirement) => requirement.package);
  const title = `Unpacking ${names.join(', ')} into the cache folder`;
  await step(title, '1 to 2 minutes, once', async (run) => {
    const prefix = join(home, 'prefix');
    const apt = await PrivateApt.open(join(home, 'apt'), run);
    await apt.unpack(prefix, names);
    if (names.includes('g++') || names.includes('clang-14'))
      await apt.unpack(prefix, compilerRoot, { alone: true });
    for (const folder of ['bin', 'ready']) await mkdir(join(home, folder), { recursive: true });
    for (const requirement of missing) {
      if (requirement.programs) await writeWrapper(home, prefix, requirement);
      await writeFile(join(home, 'ready', requirement.package), '');
    }
  });
}

async function writeWrapper(home, prefix, { programs }) {
  for (const name of programs) {
    const folders = [`usr/lib/${name}`, 'usr/bin'];
    const present = await Promise.all(
      folders.map((folder) => isProgram(join(prefix, folder, name))),
    );
    const folder = folders[present.indexOf(true)];
    if (!folder) continue;
    const file = join(home, 'bin', name);
    await writeFile(file, wrapper(prefix, join(folder, name), await libraryFolders(prefix)));
    await chmod(file, 0o755);
    return;
  }
  throw new Error(`none of ${programs.join(', ')} was in the unpacked packages`);
}

async function isProgram(path) {
  if (
    !(await stat(path).then(
      (info) => info.isFile(),
      () => false,
    ))
  )
    return false;
  return (await readFile(path)).subarray(0, 4).toString('latin1') === '\x7fELF';
}
