import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The names that a C++ source includes in quotes. */
export function quotedIncludes(source) {
  return [...source.matchAll(/^\s*#\s*include\s*"([^"]+)"/gm)].map((match) => match[1]);
}

/** Finds a file and all files it includes in quotes, directly or not, looking in `folders` too. */
export class IncludeGraph {
  #folders;
  #direct = new Map();

  constructor(folders) {
    this.#folders = folders;
  }

  async reach(file) {
    const reached = new Set([file]);
    for (const each of reached) {
      for (const included of await this.#includesOf(each)) reached.add(included);
    }
    return [...reached].sort();
  }

  #includesOf(file) {
    if (!this.#direct.has(file)) this.#direct.set(file, this.#read(file));
    return this.#direct.get(file);
  }

  async #read(file) {
    const found = [];
    for (const name of quotedIncludes(await readFile(file, 'utf8'))) {
      for (const folder of [dirname(file), ...this.#folders]) {
        const path = join(folder, name);
        const isThere = await readFile(path).then(
          () => true,
          () => false,
        );
        if (!isThere) continue;
        found.push(path);
        break;
      }
    }
    return found;
  }
}
