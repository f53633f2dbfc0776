import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

/** Lists the files under the given files and folders, sorted; what does not exist is left out. */
export async function listFiles(paths) {
  const found = [];
  for (const path of paths) {
    const info = await stat(path).catch(() => undefined);
    if (info?.isFile()) found.push(path);
    if (info?.isDirectory()) {
      const inside = (await readdir(path)).map((name) => join(path, name));
      found.push(...(await listFiles(inside)));
    }
  }
  return found.sort();
}

/** Hashes names (relative to `base`) and contents of all files under `paths`, and `extra` text. */
export async function hashInputs(base, paths, extra = '') {
  const hash = createHash('sha256').update(extra);
  for (const file of await listFiles(paths)) {
    const content = await readFile(file);
    hash.update(`\0${relative(base, file)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * Runs `work` unless the stamp file holds `hash` and all `outputs` exist; then writes the stamp.
 * Resolves to whether it ran. An interrupted run leaves no stamp.
 */
export async function whenStale(stamp, hash, outputs, work) {
  const last = await readFile(stamp, 'utf8').catch(() => undefined);
  const present = await Promise.all(outputs.map((path) => stat(path).then(Boolean, () => false)));
  if (last === hash && present.every(Boolean)) return false;
  await rm(stamp, { force: true });
  await work();
  await mkdir(dirname(stamp), { recursive: true });
  await writeFile(stamp, hash);
  return true;
}
