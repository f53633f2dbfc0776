import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Reads the Debian mirrors named by one sources file, in either of apt's two formats. */
export function parseMirrors(text) {
  const mirrors = [];
  for (const line of text.split('\n')) {
    const oneLine = line.match(/^\s*deb\s+(?:\[[^\]]*\]\s+)?(\S+)\s/);
    if (oneLine) mirrors.push(oneLine[1]);
    const uris = line.match(/^\s*URIs:\s*(.+)$/i);
    if (uris) mirrors.push(...uris[1].trim().split(/\s+/));
  }
  return mirrors.filter((mirror) => /\/debian\/?$/.test(mirror));
}

/** The Debian mirror that this machine's own apt uses. */
export async function findDebianMirror(etc = '/etc/apt') {
  const names = await readdir(join(etc, 'sources.list.d')).catch(() => []);
  const files = ['sources.list', ...names.map((name) => join('sources.list.d', name))];
  for (const file of files) {
    const text = await readFile(join(etc, file), 'utf8').catch(() => '');
    const [mirror] = parseMirrors(text);
    if (mirror) return mirror.replace(/\/$/, '');
  }
  throw new Error(`no Debian mirror is named in ${etc}/sources.list or sources.list.d`);
}
