import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { withLock } from '../../../scripts/lib/lock.mjs';
import { temporaryFolder } from '../support/temporary.mjs';

const module = fileURLToPath(new URL('../../../scripts/lib/lock.mjs', import.meta.url));

/** Starts a process that holds the lock until its standard input ends. */
async function holdElsewhere(path) {
  const code = `import { withLock } from ${JSON.stringify(module)};
    await withLock(${JSON.stringify(path)}, async () => {
      process.stdout.write('held');
      for await (const _ of process.stdin);
    });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code]);
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return child;
}

async function abandonedLock(t, owner) {
  const path = join(await temporaryFolder(t), 'lock');
  await mkdir(path);
  await writeFile(join(path, 'owner'), owner);
  return path;
}

test('gives back what the work gives and frees the lock, also after a failure', async (t) => {
  const path = join(await temporaryFolder(t), 'deep/lock');
  assert.equal(await withLock(path, async () => 7), 7);
  await assert.rejects(
    withLock(path, () => Promise.reject(new Error('broken'))),
    /broken/,
  );
  assert.equal(await withLock(path, async () => 8), 8);
});

test('waits for another process and says once for which', async (t) => {
  const path = join(await temporaryFolder(t), 'lock');
  const child = await holdElsewhere(path);
  const waits = [];
  const onWait = (pid) => {
    waits.push(pid);
    child.stdin.end();
  };
  assert.equal(await withLock(path, async () => 'mine', { onWait, pollMs: 5 }), 'mine');
  assert.deepEqual(waits, [child.pid]);
});

test('takes over the lock of a process that was killed', async (t) => {
  const path = join(await temporaryFolder(t), 'lock');
  const child = await holdElsewhere(path);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
  const onWait = () => assert.fail('nobody holds it');
  assert.equal(await withLock(path, async () => 'mine', { onWait, pollMs: 5 }), 'mine');
});

test('a process that merely has the same id as the late owner does not count as the owner', {
  skip: process.platform !== 'linux',
}, async (t) => {
  const path = await abandonedLock(t, `${process.pid} 1`);
  assert.equal(await withLock(path, async () => 'mine', { pollMs: 5 }), 'mine');
});
