import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { extname, join, relative } from 'node:path';
import { buildDir, root } from '../lib/paths.mjs';
import { mapPool } from '../lib/pool.mjs';
import { CommandError } from '../lib/run.mjs';
import { hashInputs, listFiles, whenStale } from '../lib/stamp.mjs';
import { configure } from './cmake.mjs';
import { passOrFail } from './commands.mjs';
import { IncludeGraph } from './include-graph.mjs';

const cppFolders = ['src', 'bindings', 'tests', 'benchmarks'].map((name) => join(root, name));

/** Every C++ file of ours. */
export async function listCppFiles() {
  const files = await listFiles(cppFolders);
  return files.filter((file) => ['.cpp', '.hpp'].includes(extname(file)));
}

export async function checkCppFormat(run) {
  const args = ['--dry-run', '--Werror', ...(await listCppFiles())];
  return passOrFail([() => run('clang-format-14', args, { check: false })]);
}

/**
 * Runs clang-tidy over the sources of the native build, and only over those that changed, or whose
 * headers did, since they were last found clean. The bindings need a newer clang than Debian 12's.
 */
export async function checkClangTidy(run) {
  const database = await configure('native', run);
  const commands = JSON.parse(await readFile(join(database, 'compile_commands.json'), 'utf8'));
  const ours = commands.filter(({ file }) => !relative(root, file).startsWith('..'));
  const { output: version } = await run('clang-tidy-14', ['--version']);
  const graph = new IncludeGraph(['src', 'tests/core', 'tests'].map((name) => join(root, name)));
  const configs = ['.clang-tidy', 'tests/.clang-tidy'].map((name) => join(root, name));
  const lint = async ({ file, command }) => {
    const inputs = [...configs, ...(await graph.reach(file))];
    const hash = await hashInputs(root, inputs, `${version}${command}`);
    const stamp = join(buildDir, 'tidy', relative(root, file));
    const args = ['--quiet', '-p', database, file];
    try {
      await whenStale(stamp, hash, [], () => run('clang-tidy-14', args));
      return { status: 0 };
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      return { status: 1, output: error.output };
    }
  };
  const ends = await mapPool(ours, availableParallelism(), lint);
  return passOrFail(ends.map((end) => () => end));
}
