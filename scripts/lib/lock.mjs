import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs `work` while no other process holds the lock folder `path`. A lock whose owner has died is
 * taken over. Calls `onWait` once with the owner's process id when it has to wait.
 */
export async function withLock(path, work, { onWait = () => {}, pollMs = 300 } = {}) {
  await mkdir(dirname(path), { recursive: true });
  for (let waited = false; !(await acquire(path)); ) {
    const owner = await readOwner(path);
    if (owner !== undefined && !(await isAlive(owner))) {
      await takeOver(path, owner);
      continue;
    }
    if (!waited && owner !== undefined) onWait(Number.parseInt(owner, 10));
    waited ||= owner !== undefined;
    await sleep(pollMs);
  }
  try {
    return await work();
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}

// The owner is written before the folder gets its name, so a lock never exists without one.
async function acquire(path) {
  const mine = `${path}.${process.pid}`;
  await rm(mine, { recursive: true, force: true });
  await mkdir(mine);
  await writeFile(join(mine, 'owner'), `${process.pid} ${await birth(process.pid)}`);
  try {
    await rename(mine, path); // fails on a folder that is not empty
    return true;
  } catch {
    await rm(mine, { recursive: true, force: true });
    return false;
  }
}

async function readOwner(path) {
  try {
    return await readFile(join(path, 'owner'), 'utf8');
  } catch {
    return undefined;
  }
}

async function isAlive(owner) {
  const [pid, born] = owner.split(' ');
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  return (await birth(pid)) === born;
}

// Process ids are used again after a restart of the machine; on Linux the start time tells apart.
async function birth(pid) {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? 'unknown';
}

async function takeOver(path, owner) {
  const aside = `${path}.dead.${process.pid}`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  // Somebody quicker may have renewed the lock between our look and our rename: give it back.
  if ((await readOwner(aside)) !== owner) await rename(aside, path).catch(() => {});
  await rm(aside, { recursive: true, force: true });
}
