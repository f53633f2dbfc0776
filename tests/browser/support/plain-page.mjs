import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { useStaticSite } from './static-site.mjs';

const from = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/**
 * A plain page, without any bundler: a folder of tests/browser with the files of the package in
 * `statewarden`, and whatever other folders it needs beside it.
 */
export function usePlainPage(name, { beside = [], ...options } = {}) {
  let folder;
  after(() => rm(folder, { recursive: true, force: true }));
  return useStaticSite(async () => {
    folder = await mkdtemp(join(tmpdir(), 'statewarden-site-'));
    await cp(from(name), folder, { recursive: true });
    await cp(from('../../dist'), join(folder, 'statewarden'), { recursive: true });
    for (const other of beside) {
      await cp(from(other), join(folder, basename(other)), { recursive: true });
    }
    return folder;
  }, options);
}
