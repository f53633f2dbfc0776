import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new empty folder that is removed when the test `t` ends. */
export async function temporaryFolder(t) {
  const folder = await mkdtemp(join(tmpdir(), 'statewarden-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
