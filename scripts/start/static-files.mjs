import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, relative } from 'node:path';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
};

export const typeOf = (path) => types[extname(path)] ?? 'application/octet-stream';

/**
 * Turns the path of a request into a file inside `folder`, or undefined: when there is none, when
 * the path is malformed, and when it leads outside, through `..` or through a link.
 */
export async function findFile(folder, urlPath) {
  const path = decode(urlPath);
  if (path === undefined || path.includes('\0')) return undefined;
  try {
    const base = await realpath(folder);
    let file = await realpath(join(base, path));
    if ((await stat(file)).isDirectory()) file = await realpath(join(file, 'index.html'));
    const inside = relative(base, file);
    const isInside = inside !== '..' && !inside.startsWith('../');
    return isInside && (await stat(file)).isFile() ? file : undefined;
  } catch {
    return undefined;
  }
}

/** Reads a file of `folder` for a request: { type, body }, or undefined when it has none. */
export async function readForRequest(folder, urlPath) {
  const file = await findFile(folder, urlPath);
  return file && { type: typeOf(file), body: await readFile(file) };
}

function decode(urlPath) {
  try {
    return decodeURIComponent(urlPath);
  } catch {
    return undefined;
  }
}
