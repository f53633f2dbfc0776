import { access, constants, readFile, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { cacheDir } from '../lib/paths.mjs';

/**
 * What comes from the machine's packages, each named as on Debian. A requirement is met by any of
 * its `programs` on the PATH, or by its `file` below one of the system's prefixes.
 */
export const buildRequirements = [
  { package: 'cmake', programs: ['cmake'] },
  { package: 'ninja-build', programs: ['ninja'] },
  { package: 'python3', programs: ['python3'] }, // Emscripten is written in it
  { package: 'nlohmann-json3-dev', file: 'include/nlohmann/json.hpp' },
  { package: 'googletest', file: 'src/googletest/googletest/src/gtest-all.cc' },
];

const processors = { x64: 'x86_64', arm64: 'aarch64' };

/** What the fuzzers of the core are built with: clang and the runtime of its libFuzzer. */
export const fuzzRequirements = [
  { package: 'clang-14', programs: ['clang++-14'] },
  {
    package: 'libclang-rt-14-dev',
    file: `lib/llvm-14/lib/clang/14.0.6/lib/linux/libclang_rt.fuzzer-${processors[process.arch]}.a`,
  },
];

/** What the benchmarks of the core are built with. */
export const benchRequirements = [
  { package: 'libbenchmark-dev', file: 'include/benchmark/benchmark.h' },
];

export const testRequirements = [
  ...fuzzRequirements,
  { package: 'g++', programs: ['c++', 'g++'] },
  { package: 'clang-format-14', programs: ['clang-format-14'] },
  { package: 'clang-tidy-14', programs: ['clang-tidy-14'] },
  { package: 'chromium', programs: ['chromium', 'chromium-browser', 'google-chrome'] },
];

const prefixes = ['/usr/local', '/usr', '/opt/homebrew'];

/** Where packages are unpacked for a user who is not root: prefix/, bin/ and ready/. */
export async function privateHome() {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  const codename = release.match(/^VERSION_CODENAME=(\w+)$/m)?.[1] ?? 'unknown';
  return join(cacheDir, `debian-${codename}`);
}

/** The first of the programs that the PATH leads to, or undefined. */
export async function findProgram(names, path = process.env.PATH ?? '') {
  for (const name of names) {
    for (const folder of path.split(delimiter).filter(Boolean)) {
      const file = join(folder, name);
      if (
        await access(file, constants.X_OK).then(
          () => true,
          () => false,
        )
      )
        return file;
    }
  }
  return undefined;
}

/** The prefix below which a requirement's file is, or undefined. */
export async function findPrefix(requirement) {
  const home = await privateHome();
  const unpacked = await exists(join(home, 'ready', requirement.package));
  const all = unpacked ? [...prefixes, join(home, 'prefix/usr')] : prefixes;
  for (const prefix of all) if (await exists(join(prefix, requirement.file))) return prefix;
  return undefined;
}

export async function listMissing(requirements) {
  const missing = [];
  for (const requirement of requirements) {
    const { programs } = requirement;
    const found = await (programs ? findProgram(programs) : findPrefix(requirement));
    if (!found) missing.push(requirement);
  }
  return missing;
}

function exists(path) {
  return stat(path).then(Boolean, () => false);
}
