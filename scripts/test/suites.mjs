import { runGoogleTest } from './cmake.mjs';
import { checkClangTidy, checkCppFormat } from './cpp-lint.mjs';
import { runFuzzers } from './fuzz.mjs';
import { checkBiome, checkTypes } from './js-lint.mjs';
import { runJest, runNodeTests } from './js-tests.mjs';

const nothing = { passed: 0, failed: 0 };

/** Builds dist. Its module needs npm packages, which are not there before setup has run. */
async function buildPackage() {
  const build = await import('../build.mjs');
  await build.buildPackage();
  return nothing;
}

/**
 * Every suite there is, the slow ones first. `run(command, args, options)` is handed to each, and it
 * resolves to { passed, failed, report }. A suite starts when those it needs have passed.
 */
export const suites = [
  { name: 'package', title: 'build of the package', run: buildPackage },
  { name: 'asan', title: 'core under ASan and UBSan', run: (run) => runGoogleTest('asan', run) },
  { name: 'native', title: 'core, native', run: (run) => runGoogleTest('native', run) },
  { name: 'wasm', title: 'core in WebAssembly', run: (run) => runGoogleTest('wasm-debug', run) },
  { name: 'fuzz', title: 'core under libFuzzer', run: runFuzzers },
  { name: 'clang-tidy', title: 'clang-tidy', run: checkClangTidy },
  { name: 'jest', title: 'facade', needs: ['package'], run: runJest },
  {
    name: 'consumers',
    title: 'the packed package in other projects',
    needs: ['package'],
    run: (run) => runNodeTests('tests/consumers', run),
  },
  {
    name: 'browser',
    title: 'browser',
    needs: ['package'],
    run: (run) => runNodeTests('tests/browser', run),
  },
  {
    name: 'module',
    title: 'the module without the facade',
    needs: ['package'],
    run: (run) => runNodeTests('tests/module', run),
  },
  {
    name: 'conformance',
    title: 'conformance with XState',
    needs: ['package'],
    run: (run) => runNodeTests('tests/conformance', run),
  },
  { name: 'types', title: 'tsc --strict', needs: ['package'], run: checkTypes },
  { name: 'scripts', title: 'scripts', run: (run) => runNodeTests('tests/scripts', run) },
  { name: 'clang-format', title: 'clang-format', run: checkCppFormat },
  { name: 'biome', title: 'Biome', run: checkBiome },
];
