import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { findDebianMirror, parseMirrors } from '../../../scripts/setup/debian-mirror.mjs';
import { temporaryFolder } from '../support/temporary.mjs';

test('reads one-line sources and leaves out what is not Debian itself', () => {
  const text = `# a comment
deb [arch=amd64 signed-by=/k.gpg] http://other.example/apt stable main
deb [arch=amd64] http://mirror.example/debian bookworm main
deb-src http://sources.example/debian bookworm main
deb http://mirror.example/debian-security bookworm-security main`;
  assert.deepEqual(parseMirrors(text), ['http://mirror.example/debian']);
});

test('reads deb822 sources', () => {
  const text = 'Types: deb\nURIs: http://mirror.example/debian/\nSuites: bookworm\n';
  assert.deepEqual(parseMirrors(text), ['http://mirror.example/debian/']);
});

test('finds the mirror in sources.list.d, and says so when there is none', async (t) => {
  const etc = await temporaryFolder(t);
  await assert.rejects(findDebianMirror(etc), /no Debian mirror is named in/);
  await mkdir(join(etc, 'sources.list.d'));
  const file = join(etc, 'sources.list.d/debian.sources');
  await writeFile(file, 'Types: deb\nURIs: http://mirror.example/debian/\n');
  assert.equal(await findDebianMirror(etc), 'http://mirror.example/debian');
});
