import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The folders below `prefix` that hold shared libraries. */
export async function libraryFolders(prefix) {
  const found = [];
  for (const lib of ['usr/lib', 'lib']) {
    const names = await readdir(join(prefix, lib)).catch(() => []);
    for (const triple of names.filter((name) => name.endsWith('-linux-gnu'))) {
      found.push(join(prefix, lib, triple), join(prefix, lib, triple, 'pulseaudio'));
    }
  }
  return found;
}

/** A shell script that runs a program of an unpacked package with its own libraries and data. */
export function wrapper(prefix, program, libraries) {
  const quoted = (path) => `'${path.replaceAll("'", "'\\''")}'`;
  const lines = ['#!/bin/sh', `export LD_LIBRARY_PATH=${quoted(libraries.join(':'))}`];
  const options = [];
  if (/\+\+(-\d+)?$/.test(program)) {
    lines.push(`export PATH=${quoted(join(prefix, 'usr/bin'))}:"$PATH"`);
    options.push(`--sysroot=${quoted(prefix)}`);
    options.push(...libraries.map((folder) => `-Wl,-rpath,${quoted(folder)}`));
  }
  if (program.endsWith('chromium')) {
    lines.push(`export FONTCONFIG_FILE=${quoted(join(prefix, 'etc/fonts/fonts.conf'))}`);
    lines.push(`export XDG_DATA_HOME=${quoted(join(prefix, 'usr/share'))}`);
  }
  lines.push(['exec', quoted(join(prefix, program)), ...options, '"$@"'].join(' '));
  return `${lines.join('\n')}\n`;
}
