import assert from 'node:assert/strict';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { hashInputs, listFiles, whenStale } from '../../../scripts/lib/stamp.mjs';
import { temporaryFolder } from '../support/temporary.mjs';

async function sampleTree(t) {
  const folder = await temporaryFolder(t);
  await mkdir(join(folder, 'a/b'), { recursive: true });
  await writeFile(join(folder, 'a/b/one.txt'), 'one');
  await writeFile(join(folder, 'a/two.txt'), 'two');
  return folder;
}

test('lists files below folders in order and leaves out what does not exist', async (t) => {
  const folder = await sampleTree(t);
  const files = await listFiles([join(folder, 'a'), join(folder, 'missing')]);
  assert.deepEqual(files, [join(folder, 'a/b/one.txt'), join(folder, 'a/two.txt')]);
});

test('a hash depends on contents, names and the extra text, not on where the tree is', async (t) => {
  const first = await sampleTree(t);
  const second = await sampleTree(t);
  const hash = (folder, extra) => hashInputs(folder, [join(folder, 'a')], extra);
  const original = await hash(first);
  assert.equal(await hash(second), original);
  assert.notEqual(await hash(first, 'x'), original);
  await writeFile(join(second, 'a/two.txt'), 'Two');
  assert.notEqual(await hash(second), original);
  await rename(join(first, 'a/two.txt'), join(first, 'a/three.txt'));
  assert.notEqual(await hash(first), original);
});

test('work is done once per hash, and again when an output is gone', async (t) => {
  const folder = await temporaryFolder(t);
  const output = join(folder, 'output');
  const run = (hash) =>
    whenStale(join(folder, 'stamps/s'), hash, [output], () => writeFile(output, hash));
  assert.equal(await run('1'), true);
  assert.equal(await run('1'), false);
  assert.equal(await run('2'), true);
  await rm(output);
  assert.equal(await run('2'), true);
});

test('work that fails leaves no stamp behind', async (t) => {
  const stamp = join(await temporaryFolder(t), 'stamp');
  await whenStale(stamp, '1', [], async () => {});
  const failing = whenStale(stamp, '2', [], () => Promise.reject(new Error('broken')));
  await assert.rejects(failing, /broken/);
  assert.equal(await whenStale(stamp, '1', [], async () => {}), true);
});
