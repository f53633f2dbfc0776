import assert from 'node:assert/strict';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { findProgram } from '../../../scripts/setup/requirements.mjs';
import { temporaryFolder } from '../support/temporary.mjs';

test('finds the first name on the PATH that can be run', async (t) => {
  const folder = await temporaryFolder(t);
  const folders = ['one', 'two'].map((name) => join(folder, name));
  for (const each of folders) await mkdir(each);
  await writeFile(join(folders[0], 'tool'), ''); // not executable
  await writeFile(join(folders[1], 'tool'), '');
  await chmod(join(folders[1], 'tool'), 0o755);
  const path = folders.join(delimiter);
  assert.equal(await findProgram(['absent', 'tool'], path), join(folders[1], 'tool'));
  assert.equal(await findProgram(['absent'], path), undefined);
});
