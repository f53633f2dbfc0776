import assert from 'node:assert/strict';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { run } from '../../../scripts/lib/run.mjs';
import { libraryFolders, wrapper } from '../../../scripts/setup/wrapper.mjs';
import { temporaryFolder } from '../support/temporary.mjs';

async function fakePrefix(t, program) {
  const prefix = join(await temporaryFolder(t), "it's here");
  await mkdir(join(prefix, 'usr/bin'), { recursive: true });
  await mkdir(join(prefix, 'usr/lib/some-linux-gnu'), { recursive: true });
  const file = join(prefix, 'usr/bin', program);
  await writeFile(file, '#!/bin/sh\necho "$LD_LIBRARY_PATH"\nprintf "<%s>" "$@"\n');
  await chmod(file, 0o755);
  const script = join(prefix, 'run');
  await writeFile(script, wrapper(prefix, join('usr/bin', program), await libraryFolders(prefix)));
  return { prefix, script };
}

test('runs the program with its own libraries and passes the arguments on', async (t) => {
  const { prefix, script } = await fakePrefix(t, 'tool');
  const { output } = await run('sh', [script, 'a b', "c'd"]);
  assert.ok(output.startsWith(join(prefix, 'usr/lib/some-linux-gnu')));
  assert.ok(output.endsWith("<a b><c'd>"));
});

test('gives a compiler its own root', async (t) => {
  for (const compiler of ['g++', 'clang++-14']) {
    const { prefix, script } = await fakePrefix(t, compiler);
    const { output } = await run('sh', [script, 'x.cpp']);
    assert.ok(output.includes(`<--sysroot=${prefix}>`));
    assert.ok(output.endsWith('<x.cpp>'));
  }
});
